using System.Buffers.Binary;
using Cffi.Modules.Objects;
using Cffi.Modules.Stubs;
using Cffi.Tests.Fuzz;

namespace Cffi.Tests.Api;

/// <summary>Compiled object files are read, damaged ones too.</summary>
public sealed class ObjectFileTests
{
    [TestCase("linux-x64")]
    [TestCase("linux-x86")]
    [TestCase("linux-arm64")]
    [TestCase("win-x64")]
    [TestCase("win-x86")]
    [TestCase("osx-x64")]
    [TestCase("osx-arm64")]
    public void Objects_of_every_format_are_read_and_damage_is_an_error(string name)
    {
        Target target = Target.Find(name)!;
        byte[] file = Native.CCompiler.ClangFor(target).CompileObject("""
            const unsigned long long cffi_facts[] = { 1, 2, 3 };
            const char a_name_longer_than_eight_bytes[] = "bytes";
            unsigned char zeros[100];
            """);
        var right = ObjectFile.Read(file);
        Assert.That((right.Target, right.Bytes("a_name_longer_than_eight_bytes", 6).SequenceEqual("bytes\0"u8), right.Bytes("zeros", 100).SequenceEqual(new byte[100])), Is.EqualTo((target, true, true)));
        Assert.That(new ObjectFacts(right, 3)[2], Is.EqualTo(3));
        Assert.Throws<CompilationException>(() => right.Bytes("nothing", 1));
        Assert.Throws<CompilationException>(() => right.Bytes("zeros", 1L << 40));
        var random = new SplitMix64(FuzzSettings.Seed);
        for (int i = 0; i < 3_000; i++)
        {
            byte[] damaged = i % 3 == 0 ? file[..random.Below(file.Length)] : [.. file];
            for (int flips = random.Between(1, 8); flips > 0 && damaged.Length > 0 && i % 3 != 0; flips--)
            {
                // The tables are at both ends of the file.
                damaged[random.Chance(50) ? random.Below(damaged.Length) : random.Below(Math.Min(64, damaged.Length))] = (byte)random.Below(256);
            }

            try
            {
                _ = new ObjectFacts(ObjectFile.Read(damaged), 3)[0];
            }
            catch (CompilationException refusal)
            {
                Assert.That(refusal.Id, Is.EqualTo("CFFI8011"));
            }
        }
    }

    [Test]
    public void A_forged_object_takes_no_longer_to_read_than_its_size_asks_for()
    {
        // 64-bit ELF for x86-64: a header, sections that all refer to one symbol table, symbols that share one long name.
        byte[] Forged(int sections, int symbols, int nameLength)
        {
            int table = 64, symbolTable = table + (sections * 64), names = symbolTable + (symbols * 24);
            byte[] file = new byte[names + nameLength];
            "\u007fELF\u0002\u0001\u0001"u8.CopyTo(file);
            BinaryPrimitives.WriteUInt16LittleEndian(file.AsSpan(18), 62);
            BinaryPrimitives.WriteInt64LittleEndian(file.AsSpan(40), table);
            BinaryPrimitives.WriteUInt16LittleEndian(file.AsSpan(60), (ushort)sections);
            for (int i = 0; i < sections; i++)
            {
                Span<byte> section = file.AsSpan(table + (i * 64), 64);
                bool isNames = i == 1;
                BinaryPrimitives.WriteUInt32LittleEndian(section[4..], isNames ? 3u : 2u);
                BinaryPrimitives.WriteInt64LittleEndian(section[24..], isNames ? names : symbolTable);
                BinaryPrimitives.WriteInt64LittleEndian(section[32..], isNames ? nameLength : symbols * 24);
                BinaryPrimitives.WriteUInt32LittleEndian(section[40..], 1);
            }

            for (int i = 0; i < symbols; i++)
            {
                BinaryPrimitives.WriteUInt16LittleEndian(file.AsSpan(symbolTable + (i * 24) + 6), 1);
            }

            file.AsSpan(names).Fill((byte)'n');
            return file;
        }

        TimeSpan taken = ProcessorTime.Of(() =>
        {
            Assert.That(Assert.Throws<CompilationException>(() => ObjectFile.Read(Forged(10_000, 25_000, 16)))!.Message, Does.Contain("more than one symbol table"));
            Assert.That(Assert.Throws<CompilationException>(() => ObjectFile.Read(Forged(2, 25_000, 600_000)))!.Message, Does.Contain("its names extend beyond the end of the file"));
        });
        Assert.That(taken.TotalSeconds, Is.LessThan(2));
    }
}
