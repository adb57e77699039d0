using System.Numerics;
using System.Runtime.CompilerServices;
using Cffi.Backend.Native.Numbers;
using Cffi.Backend.Native.Values;

namespace Cffi.Backend.Native.Conversion;

/// <summary>Reads C scalars.</summary>
internal static unsafe class ScalarReader
{
    /// <summary>The value of a word form; upper bits beyond the type's size are ignored, as the psABI leaves them undefined.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static CValue FromWord(NativeType type, long word)
    {
        if (type.Representation == Representation.Int32)
        {
            return (int)word;
        }

        return type.Representation == Representation.Double ? BitConverter.Int64BitsToDouble(word) : FromAnyWord(type, word);
    }

    /// <summary>The value of a wide scalar (more than eight bytes) from its bytes.</summary>
    // The caller has checked that the type's size in bytes is readable at source.
    public static CValue FromWide(NativeType type, void* source)
    {
        switch (type.Representation)
        {
            case Representation.Int128:
                return Unsafe.ReadUnaligned<Int128>(source);
            case Representation.UInt128:
                return Unsafe.ReadUnaligned<UInt128>(source);
            case Representation.BitInt:
                return OfWidth(ReadBits(type, source), type);
            case Representation.Extended or Representation.Quadruple:
                return Nearest(type.Format.Read(source));
            case Representation.ComplexDouble or Representation.ComplexExtended or Representation.ComplexQuadruple:
                ExactComplex number = ExactComplex.Read(type, (byte*)source);
                return new Complex(Nearest(number.Real), Nearest(number.Imaginary));
            default:
                throw new ArgumentOutOfRangeException(nameof(type));
        }
    }

    /// <summary>The double nearest to a number.</summary>
    public static double Nearest(in ExactNumber number)
    {
        double nearest;
        _ = FloatingFormat.Double.Write(number, &nearest);
        return nearest;
    }

    // The bits above the type's width are undefined (SysV psABI 3.1.2).
    private static BigInteger ReadBits(NativeType type, void* source)
    {
        var bits = new BigInteger(new ReadOnlySpan<byte>(source, checked((int)type.Size)), isUnsigned: true);
        return CastConversion.Wrap(bits, type.Bits, type.IsSigned);
    }

    // One kind of value for all numbers of a type.
    private static CValue OfWidth(BigInteger number, NativeType type) => (type.Bits, type.IsSigned) switch
    {
        ( <= 32, true) => (int)number,
        ( <= 32, false) => (uint)number,
        ( <= 64, true) => (long)number,
        ( <= 64, false) => (ulong)number,
        ( <= 128, true) => (Int128)number,
        ( <= 128, false) => (UInt128)number,
        _ => number,
    };

    private static CValue FromAnyWord(NativeType type, long word)
    {
        switch (type.Representation)
        {
            case Representation.Bool:
                return (byte)word != 0;
            case Representation.Char:
                return (char)(byte)word;
            case Representation.Int8:
                return (sbyte)word;
            case Representation.UInt8:
                return (byte)word;
            case Representation.Int16:
                return (short)word;
            case Representation.UInt16:
                return (ushort)word;
            case Representation.Utf16:
                return (char)word;
            case Representation.UInt32:
                return (uint)word;
            case Representation.Utf32:
                return type.IsSigned ? (CValue)(int)word : (uint)word;
            case Representation.Int64:
                return word;
            case Representation.UInt64:
                return (ulong)word;
            case Representation.Half:
                return (float)BitConverter.Int16BitsToHalf((short)word);
            case Representation.Float:
                return BitConverter.Int32BitsToSingle((int)word);
            case Representation.ComplexHalf:
                return new Complex((double)BitConverter.Int16BitsToHalf((short)word), (double)BitConverter.Int16BitsToHalf((short)(word >> 16)));
            case Representation.ComplexFloat:
                return new Complex(BitConverter.Int32BitsToSingle((int)word), BitConverter.Int32BitsToSingle((int)(word >> 32)));
            case Representation.Pointer:
                return CValue.OfData(CData.OfPointer(type, (nint)word, null));
            default:
                throw new ArgumentOutOfRangeException(nameof(type));
        }
    }
}
