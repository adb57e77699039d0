using System.ComponentModel;

namespace Cffi.Interop;

/// <summary>Makes arguments of collection expressions: <c>f([1, 2, 3])</c>.</summary>
/// <remarks>For generated code.</remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class CArrayBuilder
{
    /// <summary>Elements for C to read and to write: a copy, since constant ones may be in memory that nobody may write.</summary>
    public static CArray<T> Create<T>(ReadOnlySpan<T> elements)
        where T : unmanaged => elements.ToArray().AsSpan();

    /// <summary>Elements for C to read.</summary>
    public static CConstArray<T> CreateConst<T>(ReadOnlySpan<T> elements)
        where T : unmanaged => elements;

    /// <summary>The variadic arguments of a call.</summary>
    public static CVariadics CreateVariadics(ReadOnlySpan<CValue> arguments) => arguments;
}
