namespace Cffi.Modules.Objects;

/// <summary>Reads COFF objects of Windows (PE Format, "COFF File Header (Object and Image)" and what follows it).</summary>
internal sealed class CoffReader(byte[] file)
{
    private const int HeaderSize = 20;
    private const int SectionSize = 40;
    private const int SymbolSize = 18;
    private const int ShortName = 8;
    private const ushort MachineX86 = 0x14c;
    private const uint Uninitialized = 0x80;
    private readonly ObjectBytes bytes = new(file);

    /// <summary>Whether a file starts like such an object.</summary>
    public static bool Recognizes(ReadOnlySpan<byte> file) =>
        file.Length >= HeaderSize && BinaryPlatform.OfWindows(file[0] | (file[1] << 8)) is not null;

    /// <exception cref="CompilationException">The file is damaged.</exception>
    public ObjectFile Read()
    {
        bool isX86 = bytes.UInt16(0) == MachineX86;
        var result = new ObjectFile(file, BinaryPlatform.OfWindows(bytes.UInt16(0)));
        int sections = bytes.UInt16(2);
        long table = bytes.UInt32(8);
        long count = bytes.UInt32(12);
        long names = table + (count * SymbolSize);
        for (long i = 0; i < count; i++)
        {
            long at = table + (i * SymbolSize);
            int section = bytes.UInt16(at + 12);
            if (section > 0 && section <= sections)
            {
                // On 32-bit x86, C names have a leading underscore.
                string name = NameAt(at, names);
                Add(result, isX86 && name.StartsWith('_') ? name[1..] : name, HeaderSize + bytes.UInt16(16) + ((section - 1) * (long)SectionSize), bytes.UInt32(at + 8));
            }

            // Auxiliary entries follow.
            i += bytes.Part(at + 17, 1)[0];
        }

        return result;
    }

    private void Add(ObjectFile result, string name, long section, long value)
    {
        long size = bytes.UInt32(section + 16);
        long start = bytes.UInt32(section + 20);
        bool isStored = (bytes.UInt32(section + 36) & Uninitialized) == 0;
        if (value <= size)
        {
            if (isStored)
            {
                _ = bytes.Part(start, size);
            }

            result.Add(name, new ObjectSymbol(isStored ? start + value : -1, size - value, 0));
        }
    }

    // Eight bytes, or four zeros and an offset in the string table after the symbols.
    private string NameAt(long at, long names) => bytes.UInt32(at) != 0
        ? bytes.Text(at, at + ShortName)
        : bytes.Text(names + bytes.UInt32(at + 4), names + bytes.UInt32(names));
}
