using System.Numerics;
using Cffi.Backend.Native.Memory;

namespace Cffi.Backend.Native.Conversion;

/// <summary>Reads and writes bit-fields, touching only the bytes that hold their bits.</summary>
internal static unsafe class BitField
{
    private const int BitsPerByte = 8;

    // start is a record's first byte, and the record is accessible: so are the bytes that hold the field's bits.
    public static CValue Read(in FieldLayout field, int width, NativeType type, byte* start)
    {
        byte* first = Locate(field, start, out int shift);
        UInt128 bits = 0;
        for (int i = 0; i * BitsPerByte < shift + width; i++)
        {
            bits |= (UInt128)first[i] << (i * BitsPerByte);
        }

        ulong value = (ulong)(bits >> shift) & Mask(width);
        bool isNegative = IsSigned(type.Representation) && (value >> (width - 1)) != 0;
        long word = (long)(isNegative ? value | ~Mask(width) : value);
        return ScalarReader.FromWord(type, word);
    }

    public static void Write(in FieldLayout field, int width, NativeType type, in CValue value, byte* start)
    {
        BigInteger number = type.Representation == Representation.Bool || type.Type.Unqualified is CEnumType
            ? ScalarWriter.ToWord(type, value)
            : Number(type, value);
        bool signed = IsSigned(type.Representation);
        BigInteger minimum = signed ? -(BigInteger.One << (width - 1)) : BigInteger.Zero;
        BigInteger maximum = (BigInteger.One << (signed ? width - 1 : width)) - 1;
        if (number < minimum || number > maximum)
        {
            throw UsageErrors.OutOfRange(number, minimum, maximum, $"{CTypePrinter.Print(type.Type, field.Member.Name ?? "")} : {width}");
        }

        byte* first = Locate(field, start, out int shift);
        UInt128 mask = (UInt128)Mask(width) << shift;
        UInt128 bits = ((UInt128)(Int128)number << shift) & mask;
        for (int i = 0; i * BitsPerByte < shift + width; i++)
        {
            first[i] = (byte)((first[i] & ~(byte)(mask >> (i * BitsPerByte))) | (byte)(bits >> (i * BitsPerByte)));
        }
    }

    private static BigInteger Number(NativeType type, in CValue value) => value.Kind is CValueKind.Single or CValueKind.Double or CValueKind.String or CValueKind.Array
        ? throw UsageErrors.NotAssignable(value, type.Type)
        : ValueConversion.ToBigInteger(value, type.Type.CName);

    private static byte* Locate(in FieldLayout field, byte* start, out int shift)
    {
        shift = field.BitOffset;
        return start + field.Offset;
    }

    private static ulong Mask(int width) => width == 64 ? ulong.MaxValue : (1UL << width) - 1;

    private static bool IsSigned(Representation representation) => representation
        is Representation.Int8 or Representation.Int16 or Representation.Int32 or Representation.Int64
        || (representation == Representation.Char && HostTarget.Current.IsCharSigned);
}
