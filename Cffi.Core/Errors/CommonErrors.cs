using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace Cffi.Errors;

/// <summary>Makes the exceptions that every part of Cffi can meet: one id and one wording each.</summary>
internal static partial class CommonErrors
{
    /// <summary>Throws if a reference is null where the API needs an object.</summary>
    public static void ThrowIfNull([NotNull] object? value, [CallerArgumentExpression(nameof(value))] string name = "")
    {
        if (value is null)
        {
            throw new CffiArgumentNullException("CFFI7006", name, $"'{name}' is a null reference; pass an object, or Ffi.Null for the null pointer of C");
        }
    }
}
