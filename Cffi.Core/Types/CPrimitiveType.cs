namespace Cffi.Types;

/// <summary>An integer or real floating type.</summary>
public sealed class CPrimitiveType : CType
{
    private static readonly string[] Names =
    [
        "_Bool", "char", "signed char", "unsigned char", "short", "unsigned short", "int", "unsigned int",
        "long", "unsigned long", "long long", "unsigned long long", "__int128", "unsigned __int128",
        "_Float16", "float", "double", "long double", "_Float128",
        "int8_t", "uint8_t", "int16_t", "uint16_t", "int32_t", "uint32_t", "int64_t", "uint64_t",
        "int_fast16_t", "uint_fast16_t", "int_fast32_t", "uint_fast32_t",
        "intptr_t", "uintptr_t", "ptrdiff_t", "size_t", "ssize_t", "intmax_t", "uintmax_t",
        "wchar_t", "char16_t", "char32_t", "time_t", "off_t",
    ];

    private static readonly CPrimitiveType[] All = CreateAll();

    private CPrimitiveType(CPrimitiveKind primitive)
        : base(isImmortal: true)
    {
        Primitive = primitive;
    }

    /// <inheritdoc/>
    public override CTypeKind Kind => CTypeKind.Primitive;

    /// <summary>Which arithmetic type this is.</summary>
    public CPrimitiveKind Primitive { get; }

    /// <summary>The name of this type in C.</summary>
    public string Name => Names[(int)Primitive];

    /// <summary>Whether this is a real floating type (C11 6.2.5p10).</summary>
    public bool IsFloating => Primitive is >= CPrimitiveKind.Float16 and <= CPrimitiveKind.Float128;

    /// <summary>Whether this is an integer type; <c>_Bool</c> and the character types are.</summary>
    public bool IsInteger => !IsFloating;

    /// <summary>
    /// Whether values of this type are text: <c>char</c>, <c>wchar_t</c>, <c>char16_t</c> and <c>char32_t</c>.
    /// </summary>
    public bool IsCharacter => Primitive is CPrimitiveKind.Char or CPrimitiveKind.WChar or CPrimitiveKind.Char16 or CPrimitiveKind.Char32;

    /// <summary>Whether the C library's headers declare this name, rather than the language.</summary>
    public bool IsLibraryName => Primitive >= CPrimitiveKind.Int8;

    /// <summary>The type of a kind.</summary>
    public static CPrimitiveType Of(CPrimitiveKind kind) => All[(int)kind];

    private static CPrimitiveType[] CreateAll()
    {
        var all = new CPrimitiveType[Names.Length];
        for (int i = 0; i < all.Length; i++)
        {
            all[i] = new CPrimitiveType((CPrimitiveKind)i);
        }

        return all;
    }
}
