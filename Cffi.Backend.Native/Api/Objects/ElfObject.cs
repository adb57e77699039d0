using System.Buffers.Binary;
using System.Text;

namespace Cffi.Backend.Native.Api.Objects;

/// <summary>Reads a relocatable object of 64-bit little-endian ELF: the bytes of its symbols and sections.</summary>
/// <remarks>Nothing of it is run or mapped, so an object for another machine serves as well.</remarks>
internal sealed class ElfObject
{
    private const int HeaderSize = 64;
    private const int SectionSize = 64;
    private const int SymbolSize = 24;
    private const uint SymbolTable = 2;
    private const uint NoBits = 8;
    private readonly byte[] file;
    private readonly Dictionary<string, ReadOnlyMemory<byte>> symbols = [];
    private readonly Dictionary<string, ReadOnlyMemory<byte>> sections = [];

    private ElfObject(byte[] file)
    {
        this.file = file;
        ReadOnlySpan<byte> header = file;
        long table = BinaryPrimitives.ReadInt64LittleEndian(header[40..]);
        int count = BinaryPrimitives.ReadUInt16LittleEndian(header[60..]);
        int names = BinaryPrimitives.ReadUInt16LittleEndian(header[62..]);
        for (int i = 0; i < count; i++)
        {
            ReadOnlySpan<byte> section = Part(table + (i * (long)SectionSize), SectionSize).Span;
            ReadOnlyMemory<byte> text = Contents(Part(table + (names * (long)SectionSize), SectionSize).Span);
            sections[TextAt(text.Span, BinaryPrimitives.ReadUInt32LittleEndian(section))] = Contents(section);
            if (BinaryPrimitives.ReadUInt32LittleEndian(section[4..]) == SymbolTable)
            {
                ReadSymbols(Contents(section).Span, table, BinaryPrimitives.ReadUInt32LittleEndian(section[40..]), count);
            }
        }
    }

    /// <summary>Reads an object.</summary>
    /// <exception cref="CompilationException">The file is none that this can read.</exception>
    public static ElfObject Read(byte[] file)
    {
        if (file.Length < HeaderSize || !file.AsSpan().StartsWith("\u007fELF\u0002\u0001"u8))
        {
            throw BuildErrors.BadObject("it is no object of 64-bit little-endian ELF");
        }

        return new ElfObject(file);
    }

    /// <summary>The bytes of a symbol; none where the object does not define it.</summary>
    public ReadOnlyMemory<byte> Symbol(string name) => symbols.GetValueOrDefault(name);

    /// <summary>The bytes of a section; none where there is none.</summary>
    public ReadOnlyMemory<byte> Section(string name) => sections.GetValueOrDefault(name);

    private void ReadSymbols(ReadOnlySpan<byte> entries, long table, uint strings, int count)
    {
        ReadOnlySpan<byte> text = Contents(Part(table + (strings * (long)SectionSize), SectionSize).Span).Span;
        for (int at = 0; at + SymbolSize <= entries.Length; at += SymbolSize)
        {
            ReadOnlySpan<byte> symbol = entries.Slice(at, SymbolSize);
            int section = BinaryPrimitives.ReadUInt16LittleEndian(symbol[6..]);
            long size = BinaryPrimitives.ReadInt64LittleEndian(symbol[16..]);
            if (section > 0 && section < count && size > 0)
            {
                ReadOnlySpan<byte> home = Part(table + (section * (long)SectionSize), SectionSize).Span;
                long start = BinaryPrimitives.ReadInt64LittleEndian(symbol[8..]);
                bool isZero = BinaryPrimitives.ReadUInt32LittleEndian(home[4..]) == NoBits;
                symbols[TextAt(text, BinaryPrimitives.ReadUInt32LittleEndian(symbol))] = isZero
                    ? new byte[size <= int.MaxValue ? size : 0]
                    : Part(BinaryPrimitives.ReadInt64LittleEndian(home[24..]) + start, size);
            }
        }
    }

    private ReadOnlyMemory<byte> Contents(ReadOnlySpan<byte> section) =>
        BinaryPrimitives.ReadUInt32LittleEndian(section[4..]) == NoBits
            ? default
            : Part(BinaryPrimitives.ReadInt64LittleEndian(section[24..]), BinaryPrimitives.ReadInt64LittleEndian(section[32..]));

    private ReadOnlyMemory<byte> Part(long offset, long size) => offset >= 0 && size >= 0 && offset <= file.Length - size
        ? file.AsMemory((int)offset, (int)size)
        : throw BuildErrors.BadObject("a part of it lies outside the file");

    private static string TextAt(ReadOnlySpan<byte> text, uint offset)
    {
        if (offset >= text.Length)
        {
            throw BuildErrors.BadObject("a name lies outside its table");
        }

        ReadOnlySpan<byte> rest = text[(int)offset..];
        int end = rest.IndexOf((byte)0);
        return Encoding.UTF8.GetString(end < 0 ? rest : rest[..end]);
    }
}
