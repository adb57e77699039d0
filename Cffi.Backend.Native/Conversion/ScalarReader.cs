using System.Numerics;
using System.Runtime.CompilerServices;
using Cffi.Backend.Native.Memory;

namespace Cffi.Backend.Native.Conversion;

/// <summary>Reads C scalars.</summary>
/// <remarks>
/// A scalar of at most eight bytes has a word form, in registers, in <see cref="CData"/> and here: integers extended
/// to 64 bits as their signedness says, a <c>float</c>'s bits in the low half, a <c>double</c>'s bits.
/// </remarks>
internal static unsafe class ScalarReader
{
    /// <summary>The word form of the scalar at an address; not for the representations wider than eight bytes.</summary>
    // The caller has checked that the type's size in bytes is readable at source.
    public static long LoadWord(Representation representation, void* source) => representation switch
    {
        Representation.Char => ExtendCharacter(*(byte*)source),
        Representation.Bool or Representation.UInt8 => *(byte*)source,
        Representation.Int8 => *(sbyte*)source,
        Representation.Int16 => Unsafe.ReadUnaligned<short>(source),
        Representation.UInt16 or Representation.Utf16 => Unsafe.ReadUnaligned<ushort>(source),
        Representation.Int32 => Unsafe.ReadUnaligned<int>(source),
        Representation.UInt32 or Representation.Utf32 or Representation.Float => Unsafe.ReadUnaligned<uint>(source),
        Representation.Pointer => Unsafe.ReadUnaligned<nint>(source),
        _ => Unsafe.ReadUnaligned<long>(source),
    };

    /// <summary>The word form of a plain <c>char</c>: code compiled by clang expects narrow arguments and results extended to 32 bits.</summary>
    public static long ExtendCharacter(long unit) => HostTarget.Current.IsCharSigned ? (sbyte)unit : (byte)unit;

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
    public static CValue FromWide(Representation representation, void* source)
    {
        switch (representation)
        {
            case Representation.Int128:
                return Unsafe.ReadUnaligned<Int128>(source);
            case Representation.UInt128:
                return Unsafe.ReadUnaligned<UInt128>(source);
            case Representation.Extended:
                return WideFloating.ReadExtended(source);
            case Representation.Quadruple:
                return WideFloating.ReadQuadruple(source);
            case Representation.ComplexDouble:
                return new Complex(Unsafe.ReadUnaligned<double>(source), Unsafe.ReadUnaligned<double>((byte*)source + 8));
            case Representation.ComplexExtended:
                int half = (int)HostTarget.Current.LongDouble.Size;
                return new Complex(WideFloating.ReadExtended(source), WideFloating.ReadExtended((byte*)source + half));
            default:
                throw new ArgumentOutOfRangeException(nameof(representation));
        }
    }

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
            case Representation.UInt32 or Representation.Utf32:
                return (uint)word;
            case Representation.Int64:
                return word;
            case Representation.UInt64:
                return (ulong)word;
            case Representation.Float:
                return BitConverter.Int32BitsToSingle((int)word);
            case Representation.ComplexFloat:
                return new Complex(BitConverter.Int32BitsToSingle((int)word), BitConverter.Int32BitsToSingle((int)(word >> 32)));
            case Representation.Pointer:
                return CValue.OfData(CData.OfPointer(type, (nint)word, null));
            default:
                throw new ArgumentOutOfRangeException(nameof(type));
        }
    }
}
