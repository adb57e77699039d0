using System.Numerics;
using System.Runtime.CompilerServices;
using Cffi.Backend.Native.Numbers;
using Cffi.Backend.Native.Values;

namespace Cffi.Backend.Native.Conversion;

/// <summary>Converts .NET values to C scalars, and checks the range.</summary>
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

    /// <summary>Writes a value of any scalar type to memory.</summary>
    // The caller has checked that the type's size in bytes is writable at destination.
    public static void Write(NativeType type, in CValue value, void* destination)
    {
        if (WordForm.Has(type.Representation))
        {
            WordForm.Store(type.Representation, ToWord(type, value), destination);
            return;
        }

        // Data of the same type keeps all its bits: a long double is not converted through double.
        if (value is { Kind: CValueKind.Data, Reference: CData data } && ReferenceEquals(data.Type.Unqualified, type.Type.Unqualified))
        {
            data.CopyTo(destination);
            return;
        }

        WriteWide(type, value, destination);
    }

    /// <summary>The integer of a value for an integer type; for an enum, the value may be the name of an enumerator.</summary>
    /// <remarks>A floating-point number is never converted to an integer silently, even without a fraction. Use Cast.</remarks>
    /// <exception cref="CffiTypeException">The value is not an integer.</exception>
    public static BigInteger ToInteger(NativeType type, in CValue value)
    {
        if (type.Type.Unqualified is CEnumType @enum && value is { Kind: CValueKind.String, Reference: string name })
        {
            return EnumText.Parse(@enum, name);
        }

        return ValueConversion.NumberKindOf(value) switch
        {
            NumberKind.Integer => ValueConversion.ToBigInteger(value, type.Type.CName),
            NumberKind.Real => throw ConversionErrors.NotAssignable(value, type.Type, "use Cast to truncate a fraction"),
            _ => throw ConversionErrors.NotAssignable(value, type.Type),
        };
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
            case Representation.BitInt:
                BigInteger half = BigInteger.One << (type.Bits - 1);
                WriteBits(Integer(type, value, type.IsSigned ? -half : 0, (type.IsSigned ? half : half * 2) - 1), new Span<byte>(destination, checked((int)type.Size)));
                break;
            default:
                // This writes the padding of an x87 number too.
                Unsafe.InitBlockUnaligned(destination, 0, (uint)type.Size);
                WriteFloating(type, value, (byte*)destination);
                break;
        }
    }

    private static void WriteBits(BigInteger number, Span<byte> destination)
    {
        destination.Fill(number.Sign < 0 ? byte.MaxValue : (byte)0);
        _ = number.TryWriteBytes(destination, out _, isUnsigned: number.Sign >= 0);
    }

    // The caller has checked that the type's size in bytes is writable at destination.
    private static void WriteFloating(NativeType type, in CValue value, byte* destination)
    {
        if (!NumberTypes.Takes(type.NumberKind, ValueConversion.NumberKindOf(value)))
        {
            throw ConversionErrors.NotAssignable(value, type.Type);
        }

        var number = ExactComplex.Of(value);
        bool isInRange = type.Format.Write(number.Real, destination);
        if (type.NumberKind == NumberKind.Complex)
        {
            isInRange &= type.Format.Write(number.Imaginary, destination + (type.Size / 2));
        }

        if (!isInRange)
        {
            throw ConversionErrors.TooGreat(value, type.Type.CName);
        }
    }

    // The word form of a floating-point type other than double.
    private static long FloatingWord(NativeType type, in CValue value)
    {
        long word = 0;
        WriteFloating(type, value, (byte*)&word);
        return word;
    }

    private static long ToAnyWord(NativeType type, in CValue value)
    {
        switch (type.Representation)
        {
            case Representation.Pointer:
                return PointerConversion.ToAddress(type, value);
            case Representation.Float:
                return value.Kind == CValueKind.Single ? (uint)BitConverter.SingleToInt32Bits((float)value.Floating) : FloatingWord(type, value);
            case Representation.Double:
                return value.Kind is CValueKind.Single or CValueKind.Double ? BitConverter.DoubleToInt64Bits(value.Floating)
                    : value.Kind is CValueKind.Int32 ? BitConverter.DoubleToInt64Bits(value.Bits)
                    : FloatingWord(type, value);
            case Representation.Half or Representation.ComplexHalf or Representation.ComplexFloat:
                return FloatingWord(type, value);
            case Representation.Bool:
                return value.Kind == CValueKind.Boolean ? value.Bits : Small(type, value, 0, 1);
            case Representation.Char:
                return WordForm.ExtendCharacter(Character(type, value, 0x7F, PlainCharMinimum, PlainCharMaximum));
            case Representation.Utf16:
                return Character(type, value, char.MaxValue, 0, char.MaxValue);
            case Representation.Utf32:
                return type.IsSigned ? Character(type, value, char.MaxValue, int.MinValue, int.MaxValue) : Character(type, value, char.MaxValue, 0, uint.MaxValue);
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
                throw ConversionErrors.NotAssignable(value, type.Type);
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
        BigInteger number = ToInteger(type, value);
        return number >= minimum && number <= maximum
            ? number
            : throw UsageErrors.OutOfRange(number, minimum, maximum, type.Type.CName);
    }

    private static long Character(NativeType type, in CValue value, int largestUnit, long minimum, long maximum)
    {
        if (value.Kind == CValueKind.Char && value.Bits > largestUnit)
        {
            // A number above 127 that was read from a C char is accepted; a character above 127 has no one-byte form.
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
}
