using System.Numerics;
using System.Runtime.CompilerServices;
using Cffi.Backend.Native.Numbers;

namespace Cffi.Backend.Native.Conversion;

/// <summary>Converts a <see cref="CValue"/> to a .NET type, range-checked.</summary>
internal static unsafe class ValueConversion
{
    // The JIT decides each test when it compiles the instantiation, so that one conversion remains.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T To<T>(in CValue value)
    {
        if (typeof(T) == typeof(int) && value.Kind == CValueKind.Int32)
        {
            return (T)(object)(int)value.Bits;
        }

        if (typeof(T) == typeof(double) && value.Kind == CValueKind.Double)
        {
            return (T)(object)value.Floating;
        }

        return ToAny<T>(value);
    }

    /// <summary>The value of a .NET object, without boxing for the common scalars.</summary>
    public static CValue From<T>(T value)
    {
        if (typeof(T) == typeof(CValue))
        {
            return (CValue)(object)value!;
        }

        if (typeof(T) == typeof(bool))
        {
            return (bool)(object)value!;
        }

        if (typeof(T) == typeof(int))
        {
            return (int)(object)value!;
        }

        if (typeof(T) == typeof(uint))
        {
            return (uint)(object)value!;
        }

        if (typeof(T) == typeof(long))
        {
            return (long)(object)value!;
        }

        if (typeof(T) == typeof(ulong))
        {
            return (ulong)(object)value!;
        }

        if (typeof(T) == typeof(nint))
        {
            return (nint)(object)value!;
        }

        if (typeof(T) == typeof(float))
        {
            return (float)(object)value!;
        }

        return typeof(T) == typeof(double) ? (double)(object)value! : CValue.From(value);
    }

    private static T ToAny<T>(in CValue value)
    {
        if (typeof(T) == typeof(CValue))
        {
            return (T)(object)value;
        }

        if (typeof(T) == typeof(bool))
        {
            return (T)(object)ToBoolean(value);
        }

        if (typeof(T) == typeof(sbyte))
        {
            // A C char, which is a number from 0 to 255 here, is signed in C if its type is.
            return value is { Kind: CValueKind.Char, Bits: > sbyte.MaxValue and <= byte.MaxValue } && Target.Current.IsCharSigned
                ? (T)(object)(sbyte)value.Bits
                : (T)(object)(sbyte)ToInteger(value, sbyte.MinValue, sbyte.MaxValue, "sbyte");
        }

        if (typeof(T) == typeof(byte))
        {
            return (T)(object)(byte)ToInteger(value, byte.MinValue, byte.MaxValue, "byte");
        }

        if (typeof(T) == typeof(short))
        {
            return (T)(object)(short)ToInteger(value, short.MinValue, short.MaxValue, "short");
        }

        if (typeof(T) == typeof(ushort))
        {
            return (T)(object)(ushort)ToInteger(value, ushort.MinValue, ushort.MaxValue, "ushort");
        }

        if (typeof(T) == typeof(char))
        {
            return (T)(object)(char)ToInteger(value, char.MinValue, char.MaxValue, "char");
        }

        if (typeof(T) == typeof(int))
        {
            return (T)(object)(int)ToInteger(value, int.MinValue, int.MaxValue, "int");
        }

        if (typeof(T) == typeof(uint))
        {
            return (T)(object)(uint)ToInteger(value, uint.MinValue, uint.MaxValue, "uint");
        }

        if (typeof(T) == typeof(long))
        {
            return (T)(object)ToInteger(value, long.MinValue, long.MaxValue, "long");
        }

        if (typeof(T) == typeof(nint))
        {
            return (T)(object)ToAddress(value);
        }

        if (typeof(T) == typeof(ulong))
        {
            return (T)(object)ToUInt64(value, "ulong");
        }

        if (typeof(T) == typeof(nuint))
        {
            return (T)(object)(IsAddress(value) ? unchecked((nuint)ToAddress(value)) : (nuint)ToUInt64(value, "nuint"));
        }

        if (typeof(T) == typeof(float))
        {
            return (T)(object)ToSingle(value);
        }

        if (typeof(T) == typeof(double))
        {
            return (T)(object)ToDouble(value, "double");
        }

        return ToReference<T>(value);
    }

    /// <summary>The integer of a value.</summary>
    /// <exception cref="CffiTypeException">The value is not an integer.</exception>
    public static BigInteger ToBigInteger(in CValue value, string wanted)
    {
        if (value.IsSmallInteger)
        {
            return value.IsUnsigned ? unchecked((ulong)value.Bits) : value.Bits;
        }

        return value.Kind switch
        {
            CValueKind.Int128 => (Int128)value.Reference!,
            CValueKind.UInt128 => (UInt128)value.Reference!,
            CValueKind.BigInteger => (BigInteger)value.Reference!,
            CValueKind.Single or CValueKind.Double when double.IsInteger(value.Floating) => new BigInteger(value.Floating),
            CValueKind.Data when value.Reference is CData { NativeType.NumberKind: NumberKind.Integer } data => ToBigInteger(data.ReadScalar(), wanted),
            CValueKind.Data when value.Reference is CData { NativeType.NumberKind: NumberKind.Real } data && data.ReadExact().Real is { IsInteger: true } number => number.Truncated(),
            _ => throw ConversionErrors.CannotConvert(value, wanted),
        };
    }

    /// <summary>The kind of number of a value; data of a number type is a number too.</summary>
    public static NumberKind NumberKindOf(in CValue value) => value.Kind == CValueKind.Data
        ? (value.Reference as CData)?.NativeType.NumberKind ?? NumberKind.None
        : NumberTypes.Of(value.Kind);

    public static double ToDouble(in CValue value, string wanted)
    {
        if (value.Kind is CValueKind.Single or CValueKind.Double)
        {
            return value.Floating;
        }

        if (value.Kind == CValueKind.Int32)
        {
            return value.Bits;
        }

        double nearest;
        return FloatingFormat.Double.Write(ToReal(value, wanted), &nearest) ? nearest : throw ConversionErrors.TooGreat(value, wanted);
    }

    // Rounded once; a conversion through double could round twice.
    private static float ToSingle(in CValue value)
    {
        if (value.Kind == CValueKind.Single)
        {
            return (float)value.Floating;
        }

        float nearest;
        return FloatingFormat.Single.Write(ToReal(value, "float"), &nearest) ? nearest : throw ConversionErrors.TooGreat(value, "float");
    }

    private static Half ToHalf(in CValue value)
    {
        Half nearest;
        return FloatingFormat.Half.Write(ToReal(value, "Half"), &nearest) ? nearest : throw ConversionErrors.TooGreat(value, "Half");
    }

    private static ExactNumber ToReal(in CValue value, string wanted) => NumberKindOf(value) is NumberKind.Integer or NumberKind.Real
        ? ExactComplex.Of(value).Real
        : throw ConversionErrors.CannotConvert(value, wanted);

    // Any number other than zero is true, including NaN, and so is any pointer that is not null (C11 6.3.1.2).
    private static bool ToBoolean(in CValue value)
    {
        if (value.IsSmallInteger)
        {
            return value.Bits != 0;
        }

        return NumberKindOf(value) != NumberKind.None ? !ExactComplex.Of(value).IsZero
            : value.Kind == CValueKind.Data ? value.Reference is CData { IsNull: false }
            : throw ConversionErrors.CannotConvert(value, "bool");
    }

    private static Complex ToComplex(in CValue value)
    {
        if (NumberKindOf(value) != NumberKind.Complex)
        {
            return new Complex(ToDouble(value, "Complex"), 0);
        }

        var number = ExactComplex.Of(value);
        double real, imaginary;
        return FloatingFormat.Double.Write(number.Real, &real) & FloatingFormat.Double.Write(number.Imaginary, &imaginary)
            ? new Complex(real, imaginary)
            : throw ConversionErrors.TooGreat(value, "Complex");
    }

    private static long ToInteger(in CValue value, long minimum, long maximum, string wanted)
    {
        if (value.IsSmallInteger && !(value.IsUnsigned && value.Bits < 0))
        {
            return value.Bits >= minimum && value.Bits <= maximum
                ? value.Bits
                : throw UsageErrors.OutOfRange(value.Bits, minimum, maximum, wanted);
        }

        BigInteger number = ToBigInteger(value, wanted);
        return number >= minimum && number <= maximum
            ? (long)number
            : throw UsageErrors.OutOfRange(number, minimum, maximum, wanted);
    }

    private static ulong ToUInt64(in CValue value, string wanted)
    {
        BigInteger number = ToBigInteger(value, wanted);
        return number >= ulong.MinValue && number <= ulong.MaxValue
            ? (ulong)number
            : throw UsageErrors.OutOfRange(number, ulong.MinValue, ulong.MaxValue, wanted);
    }

    /// <summary>A value of an enum: any number that its underlying type holds.</summary>
    public static object ToEnum(Type type, in CValue value)
    {
        object number = Type.GetTypeCode(type) switch
        {
            TypeCode.SByte => To<sbyte>(value),
            TypeCode.Byte => To<byte>(value),
            TypeCode.Int16 => To<short>(value),
            TypeCode.UInt16 => To<ushort>(value),
            TypeCode.UInt32 => To<uint>(value),
            TypeCode.Int64 => To<long>(value),
            TypeCode.UInt64 => To<ulong>(value),
            _ => To<int>(value),
        };
        return Enum.ToObject(type, number);
    }

    private static bool IsAddress(in CValue value) => value.Kind == CValueKind.Data && value.Reference is not CData { IsScalar: true };

    private static nint ToAddress(in CValue value) => IsAddress(value)
        ? value.Reference is CData data ? data.Address : 0
        : (nint)ToInteger(value, nint.MinValue, nint.MaxValue, "nint");

    private static T ToReference<T>(in CValue value)
    {
        if (typeof(T) == typeof(object))
        {
            return (T)value.ToObject()!;
        }

        if (typeof(T) == typeof(string))
        {
            return (T)(object?)(value.Kind switch
            {
                CValueKind.String => (string)value.Reference!,
                CValueKind.Data when value.Reference is CData data => TextDecoder.ReadAny(data),
                CValueKind.Data => null,
                _ => throw ConversionErrors.CannotConvert(value, "string"),
            })!;
        }

        if (typeof(T) == typeof(CData))
        {
            return value.Kind == CValueKind.Data
                ? (T)(object)(value.Reference as CData ?? CData.NullPointer)
                : (T)(object)CData.OfNumber(value);
        }

        if (typeof(T) == typeof(CVaList))
        {
            return (T)(object)CVaList.Of(value);
        }

        if (typeof(T) == typeof(Int128))
        {
            BigInteger number = ToBigInteger(value, "Int128");
            return number >= Int128.MinValue && number <= Int128.MaxValue
                ? (T)(object)(Int128)number
                : throw UsageErrors.OutOfRange(number, Int128.MinValue, Int128.MaxValue, "Int128");
        }

        if (typeof(T) == typeof(UInt128))
        {
            BigInteger number = ToBigInteger(value, "UInt128");
            return number >= UInt128.MinValue && number <= UInt128.MaxValue
                ? (T)(object)(UInt128)number
                : throw UsageErrors.OutOfRange(number, UInt128.MinValue, UInt128.MaxValue, "UInt128");
        }

        if (typeof(T) == typeof(BigInteger))
        {
            return (T)(object)ToBigInteger(value, "BigInteger");
        }

        if (typeof(T) == typeof(Half))
        {
            return (T)(object)ToHalf(value);
        }

        if (typeof(T) == typeof(Complex))
        {
            return (T)(object)ToComplex(value);
        }

        if (typeof(T).IsEnum)
        {
            return (T)ToEnum(typeof(T), value);
        }

        if (value.Reference is T same)
        {
            return same;
        }

        throw ConversionErrors.CannotConvert(value, typeof(T).Name);
    }
}
