namespace Cffi.Types;

/// <summary>
/// The arithmetic types. Besides C's own keywords these are the standard library's names whose meaning differs
/// between targets: kept as types of their own, one declaration can be laid out for every target.
/// </summary>
public enum CPrimitiveKind
{
    /// <summary><c>_Bool</c>.</summary>
    Bool,

    /// <summary><c>char</c>, signed or not as the target says.</summary>
    Char,

    /// <summary><c>signed char</c>.</summary>
    SChar,

    /// <summary><c>unsigned char</c>.</summary>
    UChar,

    /// <summary><c>short</c>.</summary>
    Short,

    /// <summary><c>unsigned short</c>.</summary>
    UShort,

    /// <summary><c>int</c>.</summary>
    Int,

    /// <summary><c>unsigned int</c>.</summary>
    UInt,

    /// <summary><c>long</c>.</summary>
    Long,

    /// <summary><c>unsigned long</c>.</summary>
    ULong,

    /// <summary><c>long long</c>.</summary>
    LongLong,

    /// <summary><c>unsigned long long</c>.</summary>
    ULongLong,

    /// <summary><c>__int128</c>, a GNU extension.</summary>
    Int128,

    /// <summary><c>unsigned __int128</c>, a GNU extension.</summary>
    UInt128,

    /// <summary><c>_Float16</c> (C23 annex H).</summary>
    Float16,

    /// <summary><c>float</c>.</summary>
    Float,

    /// <summary><c>double</c>.</summary>
    Double,

    /// <summary><c>long double</c>.</summary>
    LongDouble,

    /// <summary><c>_Float128</c>, <c>__float128</c> (C23 annex H).</summary>
    Float128,

    /// <summary><c>int8_t</c>.</summary>
    Int8,

    /// <summary><c>uint8_t</c>.</summary>
    UInt8,

    /// <summary><c>int16_t</c>.</summary>
    Int16,

    /// <summary><c>uint16_t</c>.</summary>
    UInt16,

    /// <summary><c>int32_t</c>.</summary>
    Int32,

    /// <summary><c>uint32_t</c>.</summary>
    UInt32,

    /// <summary><c>int64_t</c>.</summary>
    Int64,

    /// <summary><c>uint64_t</c>.</summary>
    UInt64,

    /// <summary><c>int_fast16_t</c>.</summary>
    IntFast16,

    /// <summary><c>uint_fast16_t</c>.</summary>
    UIntFast16,

    /// <summary><c>int_fast32_t</c>.</summary>
    IntFast32,

    /// <summary><c>uint_fast32_t</c>.</summary>
    UIntFast32,

    /// <summary><c>intptr_t</c>.</summary>
    IntPtr,

    /// <summary><c>uintptr_t</c>.</summary>
    UIntPtr,

    /// <summary><c>ptrdiff_t</c>.</summary>
    PtrDiff,

    /// <summary><c>size_t</c>.</summary>
    Size,

    /// <summary><c>ssize_t</c>.</summary>
    SSize,

    /// <summary><c>intmax_t</c>.</summary>
    IntMax,

    /// <summary><c>uintmax_t</c>.</summary>
    UIntMax,

    /// <summary><c>wchar_t</c>: 16 or 32 bits, signed or not, as the target says.</summary>
    WChar,

    /// <summary><c>char16_t</c>.</summary>
    Char16,

    /// <summary><c>char32_t</c>.</summary>
    Char32,

    /// <summary><c>time_t</c>.</summary>
    Time,

    /// <summary><c>off_t</c>.</summary>
    Off,
}
