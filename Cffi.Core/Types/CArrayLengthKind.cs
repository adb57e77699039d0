namespace Cffi.Types;

/// <summary>The kinds of array lengths.</summary>
public enum CArrayLengthKind
{
    /// <summary>A constant: <c>[5]</c>.</summary>
    Known,

    /// <summary>
    /// No length: <c>[]</c>. An incomplete type (C11 6.2.5p22), or the flexible array member at the end of a struct.
    /// </summary>
    Unspecified,

    /// <summary>The compiler completes it in API mode: <c>[...]</c>.</summary>
    Partial,

    /// <summary>A run-time value: <c>[n]</c> or <c>[*]</c>, legal only in a parameter.</summary>
    Variable,
}
