using System.Numerics;
using Cffi.Backend.Native.Numbers;

namespace Cffi.Backend.Native.Conversion;

/// <summary>Which .NET types are numbers, and which numbers a C type takes: for values, and for methods before they run.</summary>
internal static class NumberTypes
{
    /// <summary>Whether a C type takes a number: an integer goes anywhere, a real number to real and complex types.</summary>
    /// <param name="type">The kind of number of the type.</param>
    /// <param name="value">The kind of the number.</param>
    public static bool Takes(NumberKind type, NumberKind value) => value != NumberKind.None && value <= type;

    /// <summary>Which number a kind of values is; truth values and characters are integers.</summary>
    public static NumberKind Of(CValueKind kind) => kind switch
    {
        (>= CValueKind.Boolean and <= CValueKind.NativeUInt) or CValueKind.Int128 or CValueKind.UInt128 or CValueKind.BigInteger => NumberKind.Integer,
        CValueKind.Single or CValueKind.Double => NumberKind.Real,
        CValueKind.Complex => NumberKind.Complex,
        _ => NumberKind.None,
    };

    /// <summary>Which number a .NET type is.</summary>
    public static NumberKind Of(Type type) => Of(KindOf(type));

    /// <summary>The kind of values that a number of a .NET type becomes; <see cref="CValueKind.None"/> where it is none.</summary>
    public static CValueKind KindOf(Type type) =>
        type == typeof(nint) ? CValueKind.NativeInt
        : type == typeof(nuint) ? CValueKind.NativeUInt
        : type == typeof(Int128) ? CValueKind.Int128
        : type == typeof(UInt128) ? CValueKind.UInt128
        : type == typeof(BigInteger) ? CValueKind.BigInteger
        : type == typeof(Half) ? CValueKind.Single
        : type == typeof(Complex) ? CValueKind.Complex
        : Type.GetTypeCode(type) switch
        {
            TypeCode.Boolean => CValueKind.Boolean,
            TypeCode.Char => CValueKind.Char,
            TypeCode.SByte or TypeCode.Byte or TypeCode.Int16 or TypeCode.UInt16 or TypeCode.Int32 => CValueKind.Int32,
            TypeCode.UInt32 => CValueKind.UInt32,
            TypeCode.Int64 => CValueKind.Int64,
            TypeCode.UInt64 => CValueKind.UInt64,
            TypeCode.Single => CValueKind.Single,
            TypeCode.Double => CValueKind.Double,
            _ => CValueKind.None,
        };
}
