using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace Cffi.Interop;

/// <summary>Keeps generated code from using a struct that does not have C's layout.</summary>
/// <remarks>For generated code. A struct is compared once, at its first use.</remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class CLayout
{
    /// <summary>Whether a struct has C's layout on this platform.</summary>
    public static bool IsRight<T>()
        where T : ICRecord => Comparison<T>.Difference is null;

    /// <summary>Refuses a struct whose layout differs.</summary>
    /// <exception cref="CffiUnsupportedException">The layouts differ.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Check<T>()
        where T : ICRecord
    {
        if (Comparison<T>.Difference is not null)
        {
            Refuse<T>();
        }
    }

    /// <summary>The first difference; null if there is none.</summary>
    public static string? Difference<T>()
        where T : ICRecord => Comparison<T>.Difference;

    /// <summary>Refuses spans of different lengths if C has one length for them.</summary>
    /// <exception cref="CffiIndexException">The lengths differ.</exception>
    public static void CheckLengths(long length, long other)
    {
        if (length != other)
        {
            throw InteropErrors.Lengths(length, other);
        }
    }

    private static void Refuse<T>()
        where T : ICRecord => throw InteropErrors.Layout(CLayoutComparison.Of<T>().Record, Comparison<T>.Difference!);

    // Constants for the just-in-time compiler.
    private static class Comparison<T>
        where T : ICRecord
    {
        public static readonly string? Difference = CLayoutComparison.Of<T>().Difference;
    }
}
