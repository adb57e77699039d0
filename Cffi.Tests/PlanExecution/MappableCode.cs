using System.Buffers.Binary;
using System.Text;

namespace Cffi.Tests.PlanExecution;

/// <summary>The machine code of an object file (ELF, COFF or Mach-O of 64 bits): bytes that run wherever they are mapped.</summary>
/// <remarks>A function with relocations, a call of <c>memcpy</c> for instance, does not run; it is left out of <see cref="Functions"/>.</remarks>
internal sealed class MappableCode
{
    private readonly byte[] file;
    private readonly List<long> relocations = [];
    private readonly SortedDictionary<long, string> names = [];

    /// <summary>Reads an object file.</summary>
    public MappableCode(byte[] file)
    {
        this.file = file;
        Bytes = file.AsSpan().StartsWith("\u007fELF"u8) ? ReadElf() : UInt32(0) == 0xfeedfacf ? ReadMachO() : ReadCoff();
        long[] starts = [.. names.Keys];
        for (int i = 0; i < starts.Length; i++)
        {
            long end = i + 1 < starts.Length ? starts[i + 1] : Bytes.Length;
            if (!relocations.Exists(at => at >= starts[i] && at < end))
            {
                Functions.Add(names[starts[i]], starts[i]);
            }
        }
    }

    /// <summary>The section with the code.</summary>
    public byte[] Bytes { get; }

    /// <summary>The offset of each function that has no relocations.</summary>
    public Dictionary<string, long> Functions { get; } = [];

    // System V gABI, chapter 4.
    private byte[] ReadElf()
    {
        long table = Int64(40);
        int count = UInt16(60);
        long Header(int section) => table + (section * 64L);
        long names = Int64(Header(UInt16(62)) + 24);
        int text = Enumerable.Range(0, count).First(i => NameAt(names + UInt32(Header(i))) == ".text");
        for (int i = 0; i < count; i++)
        {
            (uint type, long start, long size) = (UInt32(Header(i) + 4), Int64(Header(i) + 24), Int64(Header(i) + 32));
            for (long at = start; type == 4 && UInt32(Header(i) + 44) == text && at < start + size; at += 24)
            {
                relocations.Add(Int64(at));
            }

            long strings = type == 2 ? Int64(Header((int)UInt32(Header(i) + 40)) + 24) : 0;
            for (long at = start; type == 2 && at < start + size; at += 24)
            {
                if (UInt16(at + 6) == text && (file[at + 4] & 15) == 2)
                {
                    this.names[Int64(at + 8)] = NameAt(strings + UInt32(at));
                }
            }
        }

        return file.AsSpan((int)Int64(Header(text) + 24), (int)Int64(Header(text) + 32)).ToArray();
    }

    // PE format, "COFF File Header (Object and Image)".
    private byte[] ReadCoff()
    {
        int text = Enumerable.Range(0, UInt16(2)).First(i => NameAt(20 + (i * 40L), 8) == ".text");
        long section = 20 + (text * 40L);
        for (int i = 0; i < UInt16(section + 32); i++)
        {
            relocations.Add(UInt32(UInt32(section + 24) + (i * 10L)));
        }

        long table = UInt32(8), strings = table + (UInt32(12) * 18L);
        for (long at = table; at < strings; at += 18 * (1 + file[at + 17]))
        {
            // Functions have the derived type 2.
            if (UInt16(at + 12) == text + 1 && UInt16(at + 14) == 0x20)
            {
                names[UInt32(at + 8)] = UInt32(at) == 0 ? NameAt(strings + UInt32(at + 4)) : NameAt(at, 8);
            }
        }

        return file.AsSpan((int)UInt32(section + 20), (int)UInt32(section + 16)).ToArray();
    }

    // mach-o/loader.h, mach-o/nlist.h, mach-o/reloc.h; an object has one segment, and __text is its first section.
    private byte[] ReadMachO()
    {
        byte[] code = [];
        long at = 32;
        for (uint i = 0; i < UInt32(16); i++, at += UInt32(at + 4))
        {
            if (UInt32(at) == 0x19)
            {
                long section = at + 72;
                code = file.AsSpan((int)UInt32(section + 48), (int)Int64(section + 40)).ToArray();
                for (uint r = 0; r < UInt32(section + 60); r++)
                {
                    relocations.Add(UInt32(UInt32(section + 56) + (r * 8L)));
                }
            }
            else if (UInt32(at) == 2)
            {
                for (uint s = 0; s < UInt32(at + 12); s++)
                {
                    long symbol = UInt32(at + 8) + (s * 16L);
                    if (file[symbol + 5] == 1 && NameAt(UInt32(at + 16) + UInt32(symbol)) is ['_', .. var name])
                    {
                        names[Int64(symbol + 8)] = name;
                    }
                }
            }
        }

        return code;
    }

    private ushort UInt16(long at) => BinaryPrimitives.ReadUInt16LittleEndian(file.AsSpan((int)at));

    private uint UInt32(long at) => BinaryPrimitives.ReadUInt32LittleEndian(file.AsSpan((int)at));

    private long Int64(long at) => BinaryPrimitives.ReadInt64LittleEndian(file.AsSpan((int)at));

    private string NameAt(long at, int most = int.MaxValue)
    {
        int length = 0;
        while (length < most && file[at + length] != 0)
        {
            length++;
        }

        return Encoding.ASCII.GetString(file, (int)at, length);
    }
}
