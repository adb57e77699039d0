using System.Numerics;

namespace Cffi;

/// <summary>
/// A value that is passed between .NET and C: a scalar without boxing, a string, an array or a <see cref="CData"/>.
/// </summary>
/// <remarks>
/// It is converted to a C value when it gets a C type: as an argument, an initializer or an assigned element. Only then
/// is its range checked. <see cref="As{T}"/> converts it to a .NET type.
/// </remarks>
public readonly partial struct CValue
{
    private readonly long bits;

    private CValue(CValueKind kind, long bits, object? reference = null)
    {
        Kind = kind;
        this.bits = bits;
        Reference = reference;
    }

    /// <summary>The kind of this value.</summary>
    public CValueKind Kind { get; }

    /// <summary>The string, array, data or boxed wide number; null for other kinds.</summary>
    internal object? Reference { get; }

    /// <summary>The bits of a scalar: integers are extended to 64 bits according to their signedness; a <c>double</c> has its bits.</summary>
    internal long Bits => bits;

    /// <summary>The number of a <see cref="CValueKind.Single"/> or <see cref="CValueKind.Double"/>.</summary>
    internal double Floating => BitConverter.Int64BitsToDouble(bits);

    /// <summary>Whether this holds an integer that fits <see cref="Bits"/> (truth values and characters included).</summary>
    internal bool IsSmallInteger => Kind is >= CValueKind.Boolean and <= CValueKind.NativeUInt;

    /// <summary>Whether <see cref="Bits"/> is unsigned.</summary>
    internal bool IsUnsigned => Kind is CValueKind.UInt64 or CValueKind.NativeUInt;

    /// <summary>A truth value.</summary>
    public static implicit operator CValue(bool value) => new(CValueKind.Boolean, value ? 1 : 0);

    /// <summary>A character.</summary>
    public static implicit operator CValue(char value) => new(CValueKind.Char, value);

    /// <summary>A number.</summary>
    public static implicit operator CValue(sbyte value) => new(CValueKind.Int32, value);

    /// <summary>A number.</summary>
    public static implicit operator CValue(byte value) => new(CValueKind.Int32, value);

    /// <summary>A number.</summary>
    public static implicit operator CValue(short value) => new(CValueKind.Int32, value);

    /// <summary>A number.</summary>
    public static implicit operator CValue(ushort value) => new(CValueKind.Int32, value);

    /// <summary>A number.</summary>
    public static implicit operator CValue(int value) => new(CValueKind.Int32, value);

    /// <summary>A number.</summary>
    public static implicit operator CValue(uint value) => new(CValueKind.UInt32, value);

    /// <summary>A number.</summary>
    public static implicit operator CValue(long value) => new(CValueKind.Int64, value);

    /// <summary>A number.</summary>
    public static implicit operator CValue(ulong value) => new(CValueKind.UInt64, unchecked((long)value));

    /// <summary>A number or an address.</summary>
    public static implicit operator CValue(nint value) => new(CValueKind.NativeInt, value);

    /// <summary>A number or an address.</summary>
    public static implicit operator CValue(nuint value) => new(CValueKind.NativeUInt, unchecked((long)value));

    /// <summary>A number.</summary>
    public static implicit operator CValue(float value) => new(CValueKind.Single, BitConverter.DoubleToInt64Bits(value));

    /// <summary>A number.</summary>
    public static implicit operator CValue(double value) => new(CValueKind.Double, BitConverter.DoubleToInt64Bits(value));

    /// <summary>A number.</summary>
    public static implicit operator CValue(Int128 value) => new(CValueKind.Int128, 0, value);

    /// <summary>A number.</summary>
    public static implicit operator CValue(UInt128 value) => new(CValueKind.UInt128, 0, value);

    /// <summary>A number, with the smallest kind that holds it: 64 bits, 128 bits, or any size.</summary>
    public static implicit operator CValue(BigInteger value) => value >= long.MinValue && value <= long.MaxValue ? (long)value
        : value >= 0 && value <= ulong.MaxValue ? (ulong)value
        : value >= Int128.MinValue && value <= Int128.MaxValue ? (Int128)value
        : value >= 0 && value <= UInt128.MaxValue ? (UInt128)value
        : new CValue(CValueKind.BigInteger, 0, value);

    /// <summary>A number.</summary>
    public static implicit operator CValue(Half value) => (float)value;

    /// <summary>A complex number.</summary>
    public static implicit operator CValue(Complex value) => new(CValueKind.Complex, 0, value);

    /// <summary>A string; null is the null pointer.</summary>
    public static implicit operator CValue(string? value) => value is null ? Null : new(CValueKind.String, 0, value);

    /// <summary>An array; null is the null pointer.</summary>
    public static implicit operator CValue(Array? value) => value is null ? Null : new(CValueKind.Array, 0, value);

    /// <summary>The null pointer.</summary>
    internal static CValue Null => new(CValueKind.Data, 0);

    /// <summary>The value as an object, scalars boxed.</summary>
    public object? ToObject() => Kind switch
    {
        CValueKind.None => null,
        CValueKind.Boolean => bits != 0,
        CValueKind.Char => (char)bits,
        CValueKind.Int32 => (int)bits,
        CValueKind.UInt32 => (uint)bits,
        CValueKind.Int64 => bits,
        CValueKind.UInt64 => unchecked((ulong)bits),
        CValueKind.NativeInt => (nint)bits,
        CValueKind.NativeUInt => unchecked((nuint)bits),
        CValueKind.Single => (float)Floating,
        CValueKind.Double => Floating,
        _ => Reference,
    };

    /// <summary>The value as text; a null pointer is <c>NULL</c>.</summary>
    public override string ToString() => Kind switch
    {
        CValueKind.None => "void",
        CValueKind.Data when Reference is null => "NULL",
        _ => Convert.ToString(ToObject(), System.Globalization.CultureInfo.InvariantCulture) ?? "",
    };

    /// <summary>Wraps data that is not a scalar.</summary>
    internal static CValue OfData(CData data) => new(CValueKind.Data, 0, data);
}
