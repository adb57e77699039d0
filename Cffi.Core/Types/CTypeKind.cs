namespace Cffi.Types;

/// <summary>The kind of a C type, in the words that cffi's <c>ctype.kind</c> uses, plus complex numbers.</summary>
public enum CTypeKind
{
    /// <summary><c>void</c>.</summary>
    Void,

    /// <summary>An integer or real floating type.</summary>
    Primitive,

    /// <summary>A complex floating type (C11 6.2.5p11).</summary>
    Complex,

    /// <summary>An enumerated type.</summary>
    Enum,

    /// <summary>A pointer.</summary>
    Pointer,

    /// <summary>An array, of known length or not.</summary>
    Array,

    /// <summary>A structure.</summary>
    Struct,

    /// <summary>A union.</summary>
    Union,

    /// <summary>A function.</summary>
    Function,

    /// <summary>A vector of numbers (GNU <c>vector_size</c>).</summary>
    Vector,

    /// <summary>A bit-precise integer (C23 <c>_BitInt</c>).</summary>
    BitInt,

    /// <summary><c>va_list</c>.</summary>
    VaList,

    /// <summary>A number whose type the compiler tells (<c>typedef int... T;</c>).</summary>
    PartialNumber,
}
