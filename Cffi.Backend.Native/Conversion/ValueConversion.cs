using System.Numerics;
using System.Runtime.CompilerServices;

namespace Cffi.Backend.Native.Conversion;

/// <summary>Converts a <see cref="CValue"/> to a .NET type, range-checked.</summary>
internal static class ValueConversion
{
    // Each test is decided when the JIT compiles the instantiation; what stays is one conversion.
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
            return (T)(object)ToSByte(value);
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
            return (T)(object)(float)ToDouble(value, "float");
        }

        if (typeof(T) == typeof(double))
        {
            return (T)(object)ToDouble(value, "double");
        }

        return ToReference<T>(value);
    }

    /// <summary>The integer that a value holds.</summary>
    /// <exception cref="CffiTypeException">The value is no integer.</exception>
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
            CValueKind.Single or CValueKind.Double when double.IsInteger(value.Floating) => new BigInteger(value.Floating),
            CValueKind.Data when value.Reference is CData { HasDeferredValue: false } data && data.IsScalar => ToBigInteger(data.ReadScalar(), wanted),
            _ => throw UsageErrors.CannotConvert(value, wanted),
        };
    }

    public static double ToDouble(in CValue value, string wanted)
    {
        if (value.Kind is CValueKind.Single or CValueKind.Double)
        {
            return value.Floating;
        }

        if (value.Kind is CValueKind.Data && value.Reference is CData { IsScalar: true } data)
        {
            return ToDouble(data.ReadScalar(), wanted);
        }

        return (double)ToBigInteger(value, wanted);
    }

    private static bool ToBoolean(in CValue value) => value.Kind switch
    {
        CValueKind.Data => value.Reference is CData { IsNull: false },
        CValueKind.Single or CValueKind.Double => value.Floating != 0,
        CValueKind.String or CValueKind.Array or CValueKind.None or CValueKind.Complex => throw UsageErrors.CannotConvert(value, "bool"),
        _ => !ToBigInteger(value, "bool").IsZero,
    };

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

    // C's char is a unit of text here, 0 to 255: as a signed number it is what C has in these bits.
    private static sbyte ToSByte(in CValue value)
    {
        CValue number = value is { Kind: CValueKind.Data, Reference: CData { HasDeferredValue: false, IsScalar: true } data } ? data.ReadScalar() : value;
        return number is { Kind: CValueKind.Char, Bits: <= byte.MaxValue } ? unchecked((sbyte)number.Bits) : (sbyte)ToInteger(number, sbyte.MinValue, sbyte.MaxValue, "sbyte");
    }

    // In the range of the enum's own type: Enum.ToObject would cut off what is beyond it.
    private static T ToEnum<T>(in CValue value)
    {
        string name = typeof(T).Name;
        object number = Type.GetTypeCode(typeof(T)) switch
        {
            TypeCode.SByte => ToSByte(value),
            TypeCode.Byte => (byte)ToInteger(value, byte.MinValue, byte.MaxValue, name),
            TypeCode.Int16 => (short)ToInteger(value, short.MinValue, short.MaxValue, name),
            TypeCode.UInt16 => (ushort)ToInteger(value, ushort.MinValue, ushort.MaxValue, name),
            TypeCode.Int32 => (int)ToInteger(value, int.MinValue, int.MaxValue, name),
            TypeCode.UInt32 => (uint)ToInteger(value, uint.MinValue, uint.MaxValue, name),
            TypeCode.Int64 => ToInteger(value, long.MinValue, long.MaxValue, name),
            _ => ToUInt64(value, name),
        };
        return (T)Enum.ToObject(typeof(T), number);
    }

    private static ulong ToUInt64(in CValue value, string wanted)
    {
        BigInteger number = ToBigInteger(value, wanted);
        return number >= ulong.MinValue && number <= ulong.MaxValue
            ? (ulong)number
            : throw UsageErrors.OutOfRange(number, ulong.MinValue, ulong.MaxValue, wanted);
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
                _ => throw UsageErrors.CannotConvert(value, "string"),
            })!;
        }

        if (typeof(T) == typeof(CData))
        {
            return value.Kind == CValueKind.Data
                ? (T)(object)(value.Reference as CData ?? CData.NullPointer)
                : (T)(object)CData.OfNumber(value);
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

        if (typeof(T) == typeof(Complex))
        {
            CValue number = value is { Kind: CValueKind.Data, Reference: CData { Type.Kind: CTypeKind.Complex } data } ? data.ReadScalar() : value;
            return (T)(object)(number.Kind == CValueKind.Complex ? (Complex)number.Reference! : new Complex(ToDouble(number, "Complex"), 0));
        }

        if (typeof(T).IsEnum)
        {
            return ToEnum<T>(value);
        }

        if (value.Reference is T same)
        {
            return same;
        }

        throw UsageErrors.CannotConvert(value, typeof(T).Name);
    }
}
