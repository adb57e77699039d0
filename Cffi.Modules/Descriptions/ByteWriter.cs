using System.Buffers.Binary;
using System.Buffers;
using System.Numerics;
using System.Text;

namespace Cffi.Modules.Descriptions;

/// <summary>Writes the numbers and texts of a description; strings go to a table that all parts share.</summary>
internal sealed class ByteWriter(StringTable strings)
{
    private readonly ArrayBufferWriter<byte> bytes = new();

    public void Byte(byte value) => bytes.Write([value]);

    public void Flag(bool value) => Byte(value ? (byte)1 : (byte)0);

    /// <summary>An unsigned number: seven bits a byte, the lowest first (LEB128).</summary>
    public void Number(long value)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(value);
        for (; value >= 0x80; value >>= 7)
        {
            Byte((byte)(value | 0x80));
        }

        Byte((byte)value);
    }

    /// <summary>A number of any size: the count of its bytes and they, two's complement, the lowest first.</summary>
    public void Number(BigInteger value) => Blob(value.ToByteArray());

    public void Real(double value) => Fixed(BitConverter.DoubleToUInt64Bits(value));

    /// <summary>Eight bytes, the lowest first.</summary>
    public void Fixed(ulong value)
    {
        BinaryPrimitives.WriteUInt64LittleEndian(bytes.GetSpan(sizeof(ulong)), value);
        bytes.Advance(sizeof(ulong));
    }

    public void Blob(ReadOnlySpan<byte> value)
    {
        Number(value.Length);
        bytes.Write(value);
    }

    /// <summary>A string, by its place in the table.</summary>
    public void String(string value) => Number(strings.Add(value));

    /// <summary>A string or none: 0, or its place and 1.</summary>
    public void OptionalString(string? value) => Number(value is null ? 0 : strings.Add(value) + 1L);

    /// <summary>A text on its own.</summary>
    public void Text(string value) => Blob(Encoding.UTF8.GetBytes(value));

    public void Raw(ReadOnlySpan<byte> value) => bytes.Write(value);

    public byte[] ToArray() => bytes.WrittenSpan.ToArray();
}
