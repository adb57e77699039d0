using System.Buffers.Binary;
using System.Buffers;
using System.Numerics;
using System.Text;

namespace Cffi.Modules.Descriptions;

/// <summary>Writes the numbers and strings of a description. All parts share one table of strings.</summary>
internal sealed class ByteWriter(StringTable strings)
{
    private readonly ArrayBufferWriter<byte> bytes = new();

    public void Byte(byte value) => bytes.Write([value]);

    public void Flag(bool value) => Byte(value ? (byte)1 : (byte)0);

    /// <summary>An unsigned number: seven bits per byte, the lowest first (LEB128).</summary>
    public void Number(long value)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(value);
        for (; value >= 0x80; value >>= 7)
        {
            Byte((byte)(value | 0x80));
        }

        Byte((byte)value);
    }

    /// <summary>A number of any size: the number of its bytes, then the bytes in two's complement, the lowest first.</summary>
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

    /// <summary>A string, by its index in the table.</summary>
    public void String(string value) => Number(strings.Add(value));

    /// <summary>A string or none: 0, or the index plus 1.</summary>
    public void OptionalString(string? value) => Number(value is null ? 0 : strings.Add(value) + 1L);

    /// <summary>A string outside the table.</summary>
    public void Text(string value) => Blob(Encoding.UTF8.GetBytes(value));

    public void Raw(ReadOnlySpan<byte> value) => bytes.Write(value);

    public byte[] ToArray() => bytes.WrittenSpan.ToArray();
}
