using System.Numerics;
using Cffi.Backend.Native.Memory;
using Cffi.Backend.Native.Values;

namespace Cffi.Backend.Native.Conversion;

/// <summary>Reads and writes bit-fields, and accesses only the bytes that contain their bits.</summary>
internal static unsafe class BitField
{
    private const int WidestWord = 64;

    /// <summary>The type of a bit-field's value: a bit-field of plain <c>char</c> holds a small number, not text.</summary>
    public static NativeType ValueType(NativeType declared) => declared.Representation == Representation.Char
        ? NativeType.Of(CPrimitiveType.Of(declared.IsSigned ? CPrimitiveKind.SChar : CPrimitiveKind.UChar))
        : declared;

    // start is the first byte of a record, and the record is accessible, including the bytes with the field's bits.
    public static CData Read(in FieldLayout field, int width, NativeType declared, byte* start)
    {
        NativeType type = ValueType(declared);
        var bytes = new ReadOnlySpan<byte>(start + field.Offset, field.StorageSize);
        if (width > WidestWord)
        {
            return type.IsSigned
                ? CData.OfNumber(BitRange.Signed(bytes, field.BitOffset, width), type)
                : CData.OfNumber(BitRange.Unsigned(bytes, field.BitOffset, width), type);
        }

        long word = type.IsSigned ? (long)BitRange.Signed(bytes, field.BitOffset, width) : unchecked((long)(ulong)BitRange.Unsigned(bytes, field.BitOffset, width));
        return !WordForm.Has(type.Representation)
            ? CData.OfNumber(type.IsSigned ? word : unchecked((ulong)word), type)
            : CData.OfWord(type, word);
    }

    // start is the first byte of a record, and the record is writable.
    public static void Write(in FieldLayout field, int width, NativeType declared, in CValue value, byte* start)
    {
        NativeType type = ValueType(declared);
        BigInteger number = ScalarWriter.ToInteger(type, value);
        (BigInteger minimum, BigInteger maximum) = BitRange.Limits(width, type.IsSigned);
        if (number < minimum || number > maximum)
        {
            throw UsageErrors.OutOfRange(number, minimum, maximum, $"{CTypePrinter.Print(declared.Type, field.Member.Name ?? "")} : {width}");
        }

        var bytes = new Span<byte>(start + field.Offset, field.StorageSize);
        BitRange.Set(bytes, field.BitOffset, width, (UInt128)CastConversion.Wrap(number, width, isSigned: false));
    }
}
