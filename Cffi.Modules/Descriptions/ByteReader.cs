using System.Buffers.Binary;
using System.Numerics;
using System.Text;

namespace Cffi.Modules.Descriptions;

/// <summary>Reads the numbers and strings of a description. For any bytes, the result is a value or an exception with a reason.</summary>
internal sealed class ByteReader(ReadOnlyMemory<byte> bytes)
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
    private string[] strings = [];
    private int at;

    private int Left => bytes.Length - at;

    public byte Byte() => Take(1)[0];

    public bool Flag() => Byte() switch
    {
        0 => false,
        1 => true,
        _ => throw new MalformedDescriptionException("a flag is neither 0 nor 1"),
    };

    /// <summary>An unsigned number of at most 63 bits.</summary>
    public long Number()
    {
        long value = 0;
        for (int shift = 0; shift < 63; shift += 7)
        {
            byte next = Byte();
            value |= (long)(next & 0x7f) << shift;
            if (next < 0x80)
            {
                return value;
            }
        }

        throw new MalformedDescriptionException("a number is too long");
    }

    /// <summary>An unsigned number up to a limit.</summary>
    public int Number(int most, string what)
    {
        long value = Number();
        return value <= most ? (int)value : throw new MalformedDescriptionException($"{what} is {value}, which is too large");
    }

    /// <summary>The number of the following elements, each of at least one byte.</summary>
    public int Count()
    {
        long count = Number();
        return count <= Left ? (int)count : throw new MalformedDescriptionException("a list is longer than the file");
    }

    /// <summary>A byte up to a limit: the value of an enum from 0.</summary>
    public int Kind(int last, string what)
    {
        byte value = Byte();
        return value <= last ? value : throw new MalformedDescriptionException($"{value} is not a valid {what}");
    }

    public BigInteger BigNumber() => new(Blob());

    public double Real() => BitConverter.UInt64BitsToDouble(Fixed());

    public ulong Fixed() => BinaryPrimitives.ReadUInt64LittleEndian(Take(sizeof(ulong)));

    public ReadOnlySpan<byte> Blob() => Take(Count());

    public string Text()
    {
        try
        {
            return Strict.GetString(Blob());
        }
        catch (DecoderFallbackException reason)
        {
            throw new MalformedDescriptionException("a string is not UTF-8", reason);
        }
    }

    /// <summary>Reads the table of strings, which comes first.</summary>
    public void ReadStrings()
    {
        strings = new string[Count()];
        for (int i = 0; i < strings.Length; i++)
        {
            strings[i] = Text();
        }
    }

    public string String()
    {
        long index = Number();
        return index < strings.Length ? strings[index] : throw new MalformedDescriptionException("a string lies outside the table");
    }

    public string? OptionalString()
    {
        long index = Number();
        return index == 0 ? null : index <= strings.Length ? strings[index - 1] : throw new MalformedDescriptionException("a string lies outside the table");
    }

    /// <summary>Checks that all bytes have been read.</summary>
    public void End()
    {
        if (Left != 0)
        {
            throw new MalformedDescriptionException("bytes follow its end");
        }
    }

    private ReadOnlySpan<byte> Take(int length)
    {
        if (length > Left)
        {
            throw new MalformedDescriptionException("it ends too early");
        }

        at += length;
        return bytes.Span.Slice(at - length, length);
    }
}
