using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace Cffi.Errors;

/// <summary>Makes the exceptions that every part of Cffi can meet: one id and one wording each.</summary>
internal static partial class CommonErrors
{
    /// <summary>Refuses a null reference where the API takes none.</summary>
    public static void ThrowIfNull([NotNull] object? value, [CallerArgumentExpression(nameof(value))] string name = "")
    {
        if (value is null)
        {
            throw new CffiArgumentNullException("CFFI7006", name, $"'{name}' is a null reference; the null pointer of C is Ffi.Null");
        }
    }
}
