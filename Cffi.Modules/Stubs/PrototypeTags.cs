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
        var tags = new List<string>();
        var seen = new HashSet<CType>();
        var open = new Stack<CType>();
        foreach (FunctionDeclaration function in declarations.OfType<FunctionDeclaration>())
        {
            open.Push(function.Type);
            while (open.TryPop(out CType? type))
            {
                switch (type.Unqualified)
                {
                    case CPointerType pointer:
                        open.Push(pointer.Item);
                        break;
                    case CArrayType array:
                        open.Push(array.Item);
                        break;
                    case CFunctionType inner when seen.Add(inner):
                        open.Push(inner.Result);
                        foreach (CType parameter in inner.Parameters.Reverse())
                        {
                            open.Push(parameter);
                        }

                        break;
                    case CRecordType { Tag: { } tag } record when seen.Add(record):
                        tags.Add($"{(record.IsUnion ? "union" : "struct")} {tag};");
                        break;
                }
            }
        }

        return tags;
    }
}
