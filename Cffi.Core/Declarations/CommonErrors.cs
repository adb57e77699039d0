using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace Cffi;

/// <summary>Makes the exceptions about names and types that all parts of Cffi share: one id and one wording each.</summary>
internal static class CommonErrors
{
    /// <summary>Throws if a reference is null where the API needs an object.</summary>
    public static void ThrowIfNull([NotNull] object? value, [CallerArgumentExpression(nameof(value))] string name = "")
    {
        if (value is null)
        {
            throw new CffiArgumentNullException("CFFI7006", name, $"'{name}' is a null reference; pass an object, or Ffi.Null for the null pointer of C");
        }
    }

    public static CffiTypeException WrongOperation(CType type, string operation, string? hint = null) =>
        new("CFFI7004", $"cannot {operation} '{type.CName}'{Hint(hint)}");

    public static CffiNameException Undeclared(string name, string kind, IEnumerable<string> candidates) =>
        new("CFFI7030", $"no {kind} '{name}' is declared{Hint(NearestName.Suggestion(name, candidates))}");

    public static CffiNameException NoMember(string name, CType type, IEnumerable<string> members) =>
        new("CFFI7031", $"'{type.CName}' has no member '{name}'{Hint(NearestName.Suggestion(name, members))}");

    private static string Hint(string? hint) => string.IsNullOrEmpty(hint) ? "" : "; " + hint;
}
