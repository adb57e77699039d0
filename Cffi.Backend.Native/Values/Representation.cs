namespace Cffi.Backend.Native.Values;

/// <summary>The representation of a C type in the memory of this machine, on which conversions switch.</summary>
internal enum Representation : byte
{
    /// <summary>No values: <c>void</c> and functions.</summary>
    None,
    Bool,
    Char,
    Int8,
    UInt8,
    Int16,
    UInt16,
    Int32,
    UInt32,
    Int64,
    UInt64,

    /// <summary>16 bits of text: <c>char16_t</c>, and <c>wchar_t</c> on Windows.</summary>
    Utf16,

    /// <summary>32 bits of text: <c>char32_t</c>, and <c>wchar_t</c> elsewhere.</summary>
    Utf32,
    Int128,
    UInt128,

    /// <summary>A bit-precise integer of any width; its upper bits in memory are undefined.</summary>
    BitInt,

    /// <summary>IEEE binary16.</summary>
    Half,
    Float,
    Double,

    /// <summary>x87's 80 bits in 16 bytes (in 12 on 32-bit x86).</summary>
    Extended,

    /// <summary>IEEE binary128.</summary>
    Quadruple,
    ComplexHalf,
    ComplexFloat,
    ComplexDouble,
    ComplexExtended,
    ComplexQuadruple,
    Pointer,
    Array,
    Record,
}
