namespace Cffi.Errors;

// Messages about names and types are above the types.
internal static partial class CommonErrors
{
    public static CffiTypeException WrongOperation(CType type, string operation, string? hint = null) =>
        new("CFFI7004", $"cannot {operation} '{type.CName}'{Hint(hint)}");

    public static CffiNameException Undeclared(string name, string kind, IEnumerable<string> candidates) =>
        new("CFFI7030", $"no {kind} '{name}' is declared{Hint(NearestName.Suggestion(name, candidates))}");

    public static CffiNameException NoMember(string name, CType type, IEnumerable<string> members) =>
        new("CFFI7031", $"'{type.CName}' has no member '{name}'{Hint(NearestName.Suggestion(name, members))}");

    private static string Hint(string? hint) => string.IsNullOrEmpty(hint) ? "" : "; " + hint;
}
