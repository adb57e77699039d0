namespace Cffi.Types;

/// <summary>What is known of an array's length.</summary>
public enum CArrayLengthKind
{
    /// <summary>A constant: <c>[5]</c>.</summary>
    Known,

    /// <summary>
    /// Not given: <c>[]</c>. An incomplete type (C11 6.2.5p22), or the flexible array member that ends a structure.
    /// </summary>
    Unspecified,

    /// <summary>Left to the compiler in API mode: <c>[...]</c>.</summary>
    Partial,

    /// <summary>A run-time value: <c>[n]</c> or <c>[*]</c>, legal only in a parameter.</summary>
    Variable,
}
