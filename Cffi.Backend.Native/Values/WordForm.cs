using System.Runtime.CompilerServices;

namespace Cffi.Backend.Native.Values;

/// <summary>
/// A scalar of at most eight bytes as one word, in registers, in <see cref="CData"/> and in conversions: integers extended
/// to 64 bits according to their signedness; a <c>float</c> has its bits in the low half; a <c>double</c> has its bits.
/// </summary>
internal static unsafe class WordForm
{
    /// <summary>Whether a representation has a word form: others are wider, or of any width.</summary>
    public static bool Has(Representation representation) => representation is not (Representation.Int128 or Representation.UInt128 or Representation.BitInt
        or Representation.Extended or Representation.Quadruple
        or Representation.ComplexDouble or Representation.ComplexExtended or Representation.ComplexQuadruple);

    /// <summary>The word form of the scalar at an address; not for the representations that have none.</summary>
    // The caller has checked that the type's size in bytes is readable at source.
    public static long Load(Representation representation, void* source) => representation switch
    {
        Representation.Char => ExtendCharacter(*(byte*)source),
        Representation.Bool or Representation.UInt8 => *(byte*)source,
        Representation.Int8 => *(sbyte*)source,
        Representation.Int16 => Unsafe.ReadUnaligned<short>(source),
        Representation.UInt16 or Representation.Utf16 or Representation.Half => Unsafe.ReadUnaligned<ushort>(source),
        Representation.Int32 => Unsafe.ReadUnaligned<int>(source),
        Representation.UInt32 or Representation.Utf32 or Representation.Float or Representation.ComplexHalf => Unsafe.ReadUnaligned<uint>(source),
        Representation.Pointer => Unsafe.ReadUnaligned<nint>(source),
        _ => Unsafe.ReadUnaligned<long>(source),
    };

    /// <summary>The word form of a plain <c>char</c>: code that clang compiled expects narrow arguments and results to be extended to 32 bits.</summary>
    public static long ExtendCharacter(long unit) => Target.Current.IsCharSigned ? (sbyte)unit : (byte)unit;

    /// <summary>Stores the low bytes of a word form.</summary>
    // The caller has checked that the type's size in bytes is writable at destination.
    public static void Store(Representation representation, long word, void* destination)
    {
        switch (representation)
        {
            case Representation.Bool or Representation.Char or Representation.Int8 or Representation.UInt8:
                *(byte*)destination = (byte)word;
                break;
            case Representation.Int16 or Representation.UInt16 or Representation.Utf16 or Representation.Half:
                Unsafe.WriteUnaligned(destination, (short)word);
                break;
            case Representation.Int32 or Representation.UInt32 or Representation.Utf32 or Representation.Float or Representation.ComplexHalf:
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
}
