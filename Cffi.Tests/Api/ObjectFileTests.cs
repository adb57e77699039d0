using Cffi.Backend.Native.Api.Objects;
using Cffi.Tests.Fuzz;

namespace Cffi.Tests.Api;

/// <summary>Reading compiled objects, damaged ones too.</summary>
public sealed class ObjectFileTests
{
    [TestCase("linux-x64")]
    [TestCase("linux-x86")]
    [TestCase("linux-arm64")]
    [TestCase("win-x64")]
    [TestCase("win-x86")]
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
                // The tables are at both ends.
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
}
