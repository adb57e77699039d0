using Cffi.Modules.Errors;

namespace Cffi.Modules.Objects;

/// <summary>Reads relocatable ELF, little-endian, of 32 and of 64 bits (System V gABI, chapter 4).</summary>
internal sealed class ElfReader(byte[] file)
{
    private const int Class32 = 1;
    private const int Class64 = 2;
    private const int HeaderSize32 = 52;
    private const int HeaderSize64 = 64;
    private const uint SymbolTable = 2;
    private const uint NoBits = 8;
    private readonly ObjectBytes bytes = new(file);
    private readonly bool is64 = file[4] == Class64;

    /// <summary>Whether a file starts like such an object.</summary>
    public static bool Recognizes(ReadOnlySpan<byte> file) =>
        file.StartsWith("\u007fELF"u8) && file.Length >= HeaderSize32 && file[5] == 1
        && (file[4] == Class32 || (file[4] == Class64 && file.Length >= HeaderSize64));

    /// <exception cref="CompilationException">The file is damaged.</exception>
    public ObjectFile Read()
    {
        var result = new ObjectFile(file, BinaryPlatform.OfElf(bytes.UInt16(18)));
        Section[] sections = ReadSections();
        Section[] tables = [.. sections.Where(static section => section.Type == SymbolTable)];
        if (tables.Length > 1)
        {
            // The gABI allows one; many overlapping tables would take quadratic time to read.
            throw BuildErrors.BadObject("it has more than one symbol table");
        }

        foreach (Section table in tables)
        {
            if (table.Link >= sections.Length)
            {
                throw BuildErrors.BadObject("its symbols have no names");
            }

            ReadSymbols(table, sections[table.Link], sections, result);
        }

        return result;
    }

    private long Word(long at) => is64 ? bytes.Int64(at) : bytes.UInt32(at);

    private Section[] ReadSections()
    {
        long table = is64 ? Word(40) : Word(32);
        int size = is64 ? 64 : 40;
        int count = bytes.UInt16(is64 ? 60 : 48);
        var sections = new Section[count];
        for (int i = 0; i < count; i++)
        {
            long at = table + (i * (long)size);
            sections[i] = is64
                ? new Section(bytes.UInt32(at + 4), bytes.Int64(at + 24), bytes.Int64(at + 32), bytes.UInt32(at + 40))
                : new Section(bytes.UInt32(at + 4), bytes.UInt32(at + 16), bytes.UInt32(at + 20), bytes.UInt32(at + 24));
        }

        return sections;
    }

    private void ReadSymbols(Section table, Section names, Section[] sections, ObjectFile result)
    {
        int size = is64 ? 24 : 16;
        for (long at = table.Offset; at + size <= table.Offset + table.Size; at += size)
        {
            int index = bytes.UInt16(at + (is64 ? 6 : 14));
            long value = Word(at + (is64 ? 8 : 4));
            if (index > 0 && index < sections.Length && value >= 0 && value <= sections[index].Size)
            {
                Section home = sections[index];
                string name = bytes.Text(names.Offset + bytes.UInt32(at), names.Offset + names.Size);
                bool isStored = home.Type != NoBits;
                if (isStored)
                {
                    _ = bytes.Part(home.Offset, home.Size);
                }

                result.Add(name, new ObjectSymbol(isStored ? home.Offset + value : -1, home.Size - value, Word(at + (is64 ? 16 : 8))));
            }
        }
    }

    private readonly record struct Section(uint Type, long Offset, long Size, uint Link);
}
