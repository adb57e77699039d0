using System.Buffers.Binary;
using System.Globalization;
using Cffi.Backend.Native.Calls;
using Cffi.Tests.Native;

namespace Cffi.Tests.Calls;

public sealed class CallTrampolineTests
{
    private const int SectionHeaderSize = 64;
    private const uint ExecutableCode = 4;

    [Test]
    public void Its_bytes_are_what_the_assembler_makes_of_its_source()
    {
        string source = Sources.Read("call_block.s");
        byte[] assembled = Code(CCompiler.Gcc.CompileObject($"__asm__({Quoted(source)} \"\\n.att_syntax prefix\\n\");"));

        // The assembled function, without the padding at the end of its section.
        Assert.That(Convert.ToHexString(assembled), Is.EqualTo(Convert.ToHexString(CallTrampoline.MachineCode)));
    }

    [Test]
    public void It_is_available_here() => Assert.That(CallTrampoline.IsAvailable, Is.True);

    [Test]
    public unsafe void Its_page_is_executable_and_not_writable()
    {
        ulong address = (ulong)CallTrampoline.Address;
        string page = File.ReadLines("/proc/self/maps").Single(line => Contains(line, address));
        Assert.That(page.Split(' ')[1], Is.EqualTo("r-xp"));
    }

    // A line starts with the first address and the end address, in hexadecimal.
    private static bool Contains(string line, ulong address)
    {
        ulong[] ends = [.. line[..line.IndexOf(' ')].Split('-').Select(static end => ulong.Parse(end, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture))];
        return ends[0] <= address && address < ends[1];
    }

    private static string Quoted(string assembly) =>
        string.Concat(assembly.Split('\n').Select(static line => $"\"{line.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\\n\"\n"));

    // The .text section: the first section with the flag for executable code (ELF-64, e_shoff at 40, sh_flags at 8).
    private static byte[] Code(byte[] file)
    {
        long sections = BinaryPrimitives.ReadInt64LittleEndian(file.AsSpan(40));
        int count = BinaryPrimitives.ReadUInt16LittleEndian(file.AsSpan(60));
        for (int i = 0; i < count; i++)
        {
            ReadOnlySpan<byte> header = file.AsSpan((int)sections + (i * SectionHeaderSize), SectionHeaderSize);
            long size = BinaryPrimitives.ReadInt64LittleEndian(header[32..]);
            if ((BinaryPrimitives.ReadUInt64LittleEndian(header[8..]) & ExecutableCode) != 0 && size > 0)
            {
                return file.AsSpan((int)BinaryPrimitives.ReadInt64LittleEndian(header[24..]), (int)size).ToArray();
            }
        }

        throw new InvalidOperationException("the object file has no code");
    }
}
