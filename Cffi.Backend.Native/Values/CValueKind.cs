namespace Cffi;

/// <summary>The kinds of <see cref="CValue"/>.</summary>
public enum CValueKind : byte
{
    /// <summary>No value: the result of a <c>void</c> function.</summary>
    None,

    /// <summary>A <see cref="bool"/>.</summary>
    Boolean,

    /// <summary>A UTF-16 code unit, or a C <c>char</c> as a number from 0 to 255.</summary>
    Char,

    /// <summary>A signed integer of at most 32 bits.</summary>
    Int32,

    /// <summary>An unsigned integer of 32 bits.</summary>
    UInt32,

    /// <summary>A signed integer of 64 bits.</summary>
    Int64,

    /// <summary>An unsigned integer of 64 bits.</summary>
    UInt64,

    /// <summary>A signed integer of the size of a pointer; it also converts to a pointer.</summary>
    NativeInt,

    /// <summary>An unsigned integer of the size of a pointer; it also converts to a pointer.</summary>
    NativeUInt,

    /// <summary>A <see cref="float"/>.</summary>
    Single,

    /// <summary>A <see cref="double"/>.</summary>
    Double,

    /// <summary>An <see cref="System.Int128"/>.</summary>
    Int128,

    /// <summary>A <see cref="System.UInt128"/>.</summary>
    UInt128,

    /// <summary>A <see cref="System.Numerics.Complex"/>.</summary>
    Complex,

    /// <summary>A <see cref="string"/>.</summary>
    String,

    /// <summary>A .NET array.</summary>
    Array,

    /// <summary>A <see cref="CData"/>, or null for the null pointer.</summary>
    Data,

    /// <summary>A <see cref="System.Numerics.BigInteger"/> that no other kind of integer holds.</summary>
    BigInteger,
}
