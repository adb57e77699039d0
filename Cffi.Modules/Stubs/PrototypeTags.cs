namespace Cffi.Modules.Stubs;

/// <summary>The tags in the declarations of functions.</summary>
/// <remarks>
/// A tag that C first sees in a parameter list is a different type from the same tag elsewhere (C11 6.2.1p4), so no
/// declaration could match it. The stub therefore declares these tags first.
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
