namespace Cffi;

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
}
