namespace Cffi.Modules.Stubs;

/// <summary>The tags that functions are declared with.</summary>
/// <remarks>
/// A tag that C first reads in a list of parameters is another type than the same tag elsewhere (C11 6.2.1p4): no
/// declaration could be the same as that. So these are declared in front of all else, as they are in ours.
/// </remarks>
internal static class PrototypeTags
{
    /// <summary>One declaration for each tag, in their order.</summary>
    public static IReadOnlyList<string> Of(IEnumerable<Declaration> declarations)
    {
        var seen = new HashSet<CType>();
        return [.. declarations.OfType<FunctionDeclaration>()
            .SelectMany(function => NamedTypes.In(function.Type, seen, entersRecords: false))
            .OfType<CRecordType>()
            .Where(static record => record.Tag is not null)
            .Select(static record => $"{(record.IsUnion ? "union" : "struct")} {record.Tag};")];
    }
}
