using Cffi.Modules.Errors;

namespace Cffi.Modules.Objects;

/// <summary>Reads Mach-O objects of 64 bits, little-endian (mach-o/loader.h, mach-o/nlist.h).</summary>
internal sealed class MachOReader(byte[] file)
{
    private const uint Magic = 0xfeedfacf;
    private const int HeaderSize = 32;
    private const uint SymbolTableCommand = 2;
    private const uint SegmentCommand = 0x19;
    private const int SegmentSize = 72;
    private const int SectionSize = 80;
    private const int SymbolSize = 16;
    private const int TypeMask = 0x0e;
    private const int DefinedInSection = 0x0e;
    private const uint SectionTypeMask = 0xff;
    private const uint ZeroFill = 1;
    private readonly ObjectBytes bytes = new(file);
    private readonly List<Section> sections = [];

    /// <summary>Whether a file starts like such an object.</summary>
    public static bool Recognizes(ReadOnlySpan<byte> file) =>
        file.Length >= HeaderSize && System.Buffers.Binary.BinaryPrimitives.ReadUInt32LittleEndian(file) == Magic;

    /// <exception cref="CompilationException">The file is damaged.</exception>
    public ObjectFile Read()
    {
        var result = new ObjectFile(file, BinaryPlatform.OfMac((int)bytes.UInt32(4)));
        long count = bytes.UInt32(16);
        long symbols = -1;
        long at = HeaderSize;
        for (long i = 0; i < count; i++)
        {
            uint command = bytes.UInt32(at);
            long size = bytes.UInt32(at + 4);
            if (size < 8)
            {
                throw BuildErrors.BadObject("a load command has no length");
            }

            if (command == SegmentCommand)
            {
                ReadSections(at, size);
            }
            else if (command == SymbolTableCommand)
            {
                symbols = symbols < 0 ? at : throw BuildErrors.BadObject("it has more than one symbol table");
            }

            at += size;
        }

        if (symbols >= 0)
        {
            ReadSymbols(symbols, result);
        }

        return result;
    }

    // Sections outside of their command could be read again and again, which would take quadratic time.
    private void ReadSections(long segment, long size)
    {
        long count = bytes.UInt32(segment + 64);
        if (SegmentSize + (count * SectionSize) > size)
        {
            throw BuildErrors.BadObject("a segment has more sections than its length allows");
        }

        for (long i = 0; i < count; i++)
        {
            long at = segment + SegmentSize + (i * SectionSize);
            sections.Add(new Section(bytes.Int64(at + 32), bytes.Int64(at + 40), bytes.UInt32(at + 48), (bytes.UInt32(at + 64) & SectionTypeMask) != ZeroFill));
        }
    }

    // The format has no sizes: an object ends where the next one of its section begins.
    private void ReadSymbols(long command, ObjectFile result)
    {
        var found = new List<(int Section, long Value, string Name)>();
        long table = bytes.UInt32(command + 8);
        long count = bytes.UInt32(command + 12);
        long names = bytes.UInt32(command + 16);
        long end = names + bytes.UInt32(command + 20);
        for (long i = 0; i < count; i++)
        {
            ReadOnlySpan<byte> symbol = bytes.Part(table + (i * SymbolSize), SymbolSize);
            int number = symbol[5];
            if ((symbol[4] & TypeMask) != DefinedInSection || number == 0 || number > sections.Count)
            {
                continue;
            }

            Section home = sections[number - 1];
            long value = bytes.Int64(table + (i * SymbolSize) + 8) - home.Address;
            if (value >= 0 && value <= home.Size)
            {
                if (home.IsStored)
                {
                    _ = bytes.Part(home.Offset, home.Size);
                }

                // C names have a leading underscore.
                string name = bytes.Text(names + bytes.UInt32(table + (i * SymbolSize)), end);
                found.Add((number - 1, value, name.StartsWith('_') ? name[1..] : name));
            }
        }

        found.Sort(static (a, b) => (a.Section, a.Value).CompareTo((b.Section, b.Value)));
        for (int i = found.Count - 1, next = found.Count; i >= 0; i--)
        {
            (int section, long value, string name) = found[i];
            Section home = sections[section];
            next = i + 1 < found.Count && (found[i + 1].Section, found[i + 1].Value) != (section, value) ? i + 1 : next;
            long limit = next < found.Count && found[next].Section == section ? found[next].Value : home.Size;
            result.Add(name, new ObjectSymbol(home.IsStored ? home.Offset + value : -1, home.Size - value, limit - value));
        }
    }

    private readonly record struct Section(long Address, long Size, long Offset, bool IsStored);
}
