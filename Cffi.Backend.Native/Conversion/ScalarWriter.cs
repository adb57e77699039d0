using System.Numerics;
using System.Runtime.CompilerServices;
using Cffi.Backend.Native.Memory;

namespace Cffi.Backend.Native.Conversion;

/// <summary>Turns .NET values into C scalars, range-checked.</summary>
internal static unsafe class ScalarWriter
{
    private const int PlainCharMinimum = sbyte.MinValue;
    private const int PlainCharMaximum = byte.MaxValue;

    /// <summary>The word form of a value for a scalar type of at most eight bytes.</summary>
    /// <exception cref="CffiTypeException">The value is of the wrong kind.</exception>
    /// <exception cref="CffiRangeException">The number does not fit.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static long ToWord(NativeType type, in CValue value)
    {
        if (value.Kind == CValueKind.Int32 && type.Representation is Representation.Int32 or Representation.Int64)
        {
            return value.Bits;
        }

        return value.Kind == CValueKind.Double && type.Representation == Representation.Double ? value.Bits : ToAnyWord(type, value);
    }

    /// <summary>Stores the low bytes of a word form.</summary>
    // The caller has checked that the type's size in bytes is writable at destination.
    public static void StoreWord(Representation representation, long word, void* destination)
    {
        switch (representation)
        {
            case Representation.Bool or Representation.Char or Representation.Int8 or Representation.UInt8:
                *(byte*)destination = (byte)word;
                break;
            case Representation.Int16 or Representation.UInt16 or Representation.Utf16:
                Unsafe.WriteUnaligned(destination, (short)word);
                break;
            case Representation.Int32 or Representation.UInt32 or Representation.Utf32 or Representation.Float:
                Unsafe.WriteUnaligned(destination, (int)word);
                break;
            case Representation.Pointer:
                Unsafe.WriteUnaligned(destination, (nint)word);
                break;
            default:
                Unsafe.WriteUnaligned(destination, word);
                break;
        }
    }

    /// <summary>Whether a representation is wider than a word.</summary>
    public static bool IsWide(Representation representation) => representation is Representation.Int128 or Representation.UInt128
        or Representation.Extended or Representation.Quadruple or Representation.ComplexDouble or Representation.ComplexExtended;

    /// <summary>Writes a value of any scalar type to memory.</summary>
    // The caller has checked that the type's size in bytes is writable at destination.
    public static void Write(NativeType type, in CValue value, void* destination)
    {
        if (!IsWide(type.Representation))
        {
            StoreWord(type.Representation, ToWord(type, value), destination);
            return;
        }

        // Data of the very type keeps all its bits: a long double does not pass through double.
        if (value is { Kind: CValueKind.Data, Reference: CData data } && ReferenceEquals(data.Type.Unqualified, type.Type.Unqualified))
        {
            data.CopyTo(destination);
            return;
        }

        WriteWide(type, value, destination);
    }

    private static void WriteWide(NativeType type, in CValue value, void* destination)
    {
        switch (type.Representation)
        {
            case Representation.Int128:
                Unsafe.WriteUnaligned(destination, (Int128)Integer(type, value, Int128.MinValue, Int128.MaxValue));
                break;
            case Representation.UInt128:
                Unsafe.WriteUnaligned(destination, (UInt128)Integer(type, value, UInt128.MinValue, UInt128.MaxValue));
                break;
            case Representation.Extended:
                Unsafe.InitBlockUnaligned(destination, 0, (uint)type.Size);
                WideFloating.WriteExtended(destination, Number(type, value));
                break;
            case Representation.Quadruple:
                WideFloating.WriteQuadruple(destination, Number(type, value));
                break;
            case Representation.ComplexDouble:
                Complex complex = ComplexNumber(type, value);
                Unsafe.WriteUnaligned(destination, complex.Real);
                Unsafe.WriteUnaligned((byte*)destination + 8, complex.Imaginary);
                break;
            case Representation.ComplexExtended:
                Complex extended = ComplexNumber(type, value);
                Unsafe.InitBlockUnaligned(destination, 0, (uint)type.Size);
                WideFloating.WriteExtended(destination, extended.Real);
                WideFloating.WriteExtended((byte*)destination + (type.Size / 2), extended.Imaginary);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(type));
        }
    }

    private static long ToAnyWord(NativeType type, in CValue value)
    {
        switch (type.Representation)
        {
            case Representation.Pointer:
                return PointerConversion.ToAddress(type, value);
            case Representation.Float:
                return (uint)BitConverter.SingleToInt32Bits((float)Number(type, value));
            case Representation.Double:
                return BitConverter.DoubleToInt64Bits(Number(type, value));
            case Representation.ComplexFloat:
                Complex complex = ComplexNumber(type, value);
                return (uint)BitConverter.SingleToInt32Bits((float)complex.Real)
                    | ((long)BitConverter.SingleToInt32Bits((float)complex.Imaginary) << 32);
            case Representation.Bool:
                return value.Kind == CValueKind.Boolean ? value.Bits : Small(type, value, 0, 1);
            case Representation.Char:
                return ScalarReader.ExtendCharacter(Character(type, value, 0x7F, PlainCharMinimum, PlainCharMaximum));
            case Representation.Utf16:
                return Character(type, value, char.MaxValue, 0, char.MaxValue);
            case Representation.Utf32:
                return Character(type, value, char.MaxValue, 0, 0x10FFFF);
            case Representation.Int8:
                return Small(type, value, sbyte.MinValue, sbyte.MaxValue);
            case Representation.UInt8:
                return Small(type, value, byte.MinValue, byte.MaxValue);
            case Representation.Int16:
                return Small(type, value, short.MinValue, short.MaxValue);
            case Representation.UInt16:
                return Small(type, value, ushort.MinValue, ushort.MaxValue);
            case Representation.Int32:
                return Small(type, value, int.MinValue, int.MaxValue);
            case Representation.UInt32:
                return Small(type, value, uint.MinValue, uint.MaxValue);
            case Representation.Int64:
                return Small(type, value, long.MinValue, long.MaxValue);
            case Representation.UInt64:
                return value.IsSmallInteger && (value.Bits >= 0 || value.IsUnsigned)
                    ? value.Bits
                    : unchecked((long)(ulong)Integer(type, value, ulong.MinValue, ulong.MaxValue));
            default:
                throw UsageErrors.NotAssignable(value, type.Type);
        }
    }

    private static long Small(NativeType type, in CValue value, long minimum, long maximum)
    {
        if (value.IsSmallInteger && !(value.IsUnsigned && value.Bits < 0))
        {
            return value.Bits >= minimum && value.Bits <= maximum
                ? value.Bits
                : throw UsageErrors.OutOfRange(value.Bits, minimum, maximum, type.Type.CName);
        }

        return (long)Integer(type, value, minimum, maximum);
    }

    private static BigInteger Integer(NativeType type, in CValue value, BigInteger minimum, BigInteger maximum)
    {
        // A fraction never becomes an integer silently: only Cast cuts it off.
        if (value.Kind is CValueKind.Single or CValueKind.Double)
        {
            throw UsageErrors.NotAssignable(value, type.Type, "use Cast to cut off a fraction");
        }

        if (type.Type.Unqualified is CEnumType @enum && value is { Kind: CValueKind.String, Reference: string name })
        {
            return EnumText.Parse(@enum, name);
        }

        if (!IsNumber(value))
        {
            throw UsageErrors.NotAssignable(value, type.Type);
        }

        BigInteger number = ValueConversion.ToBigInteger(value, type.Type.CName);
        return number >= minimum && number <= maximum
            ? number
            : throw UsageErrors.OutOfRange(number, minimum, maximum, type.Type.CName);
    }

    private static double Number(NativeType type, in CValue value) => IsNumber(value)
        ? ValueConversion.ToDouble(value, type.Type.CName)
        : throw UsageErrors.NotAssignable(value, type.Type);

    private static Complex ComplexNumber(NativeType type, in CValue value)
    {
        if (value is { Kind: CValueKind.Data, Reference: CData data } && data.Type.Kind == CTypeKind.Complex)
        {
            return (Complex)data.ReadScalar().Reference!;
        }

        return value.Kind == CValueKind.Complex ? (Complex)value.Reference! : new Complex(Number(type, value), 0);
    }

    private static long Character(NativeType type, in CValue value, int largestUnit, long minimum, long maximum)
    {
        if (value.Kind == CValueKind.Char && value.Bits > largestUnit)
        {
            // C's char read back as a number above 127 is taken again; text above it has no one-byte form.
            return type.Representation == Representation.Char && value.Bits <= byte.MaxValue
                ? value.Bits
                : throw UsageErrors.CharacterOutOfRange((char)value.Bits, type.Type);
        }

        if (value is { Kind: CValueKind.String, Reference: string { Length: 1 } text })
        {
            return Character(type, text[0], largestUnit, minimum, maximum);
        }

        return Small(type, value, minimum, maximum);
    }

    private static bool IsNumber(in CValue value) => value.Kind switch
    {
        CValueKind.None or CValueKind.String or CValueKind.Array or CValueKind.Complex => false,
        CValueKind.Data => value.Reference is CData { IsScalar: true, HasDeferredValue: false } data && data.Type.Kind != CTypeKind.Pointer,
        _ => true,
    };
}
