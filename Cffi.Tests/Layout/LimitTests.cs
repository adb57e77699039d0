using System.Numerics;
using Cffi.Tests.Native;
using NUnit.Framework;

namespace Cffi.Tests.Layout;

/// <summary>Values beside powers of two, where the type of an enum or literal changes, compared with gcc.</summary>
public sealed class LimitTests
{
    private static readonly int[] Powers = [7, 8, 15, 16, 31, 32, 63, 64];

    [TestCase("")]
    [TestCase("__attribute__((packed))")]
    public void The_type_of_an_enum_changes_at_the_powers_of_two(string attribute)
    {
        var texts = new List<string>();
        foreach (BigInteger value in Limits())
        {
            // The value alone, with a negative value, and with a positive value that fits the same type.
            texts.Add($"enum e{texts.Count} {{ A{texts.Count} = {Literal(value)} }} {attribute};");
            if (value <= long.MaxValue)
            {
                texts.Add($"enum e{texts.Count} {{ A{texts.Count} = {Literal(value)}, B{texts.Count} = -1 }} {attribute};");
                texts.Add($"enum e{texts.Count} {{ A{texts.Count} = {Literal(value)}, B{texts.Count} = 1 }} {attribute};");
            }
        }

        using var folder = new TemporaryFolder();
        string path = folder.File("liblimits.so");
        IEnumerable<int> numbers = Enumerable.Range(0, texts.Count);
        CCompiler.Gcc.CompileLibrary(
            string.Join('\n', texts) + $"\nint sizes[] = {{ {string.Join(", ", numbers.Select(static i => $"sizeof(enum e{i})"))} }}; int negative[] = {{ {string.Join(", ", numbers.Select(static i => $"(enum e{i})-1 < 0"))} }};",
            path);
        var ffi = new Ffi();
        ffi.Cdef(string.Join('\n', texts) + $"\nextern int sizes[{texts.Count}], negative[{texts.Count}];");
        using CLibrary lib = ffi.Dlopen(path);
        Assert.That(texts, Has.Count.GreaterThan(50));
        foreach (int i in numbers)
        {
            CPrimitiveType ours = EnumLayout.UnderlyingType((CEnumType)ffi.TypeOf($"enum e{i}"), Target.LinuxX64);
            Assert.That(
                (ffi.SizeOf($"enum e{i}"), PrimitiveLayout.IsSigned(ours, Target.LinuxX64)),
                Is.EqualTo((lib.GetVariable("sizes")[i].As<long>(), lib.GetVariable("negative")[i].As<bool>())),
                texts[i]);
        }
    }

    [Test]
    public void Constants_keep_their_value_and_type_through_a_description()
    {
        using var folder = new TemporaryFolder();
        BigInteger[] limits = [.. Limits().Where(static value => value <= ulong.MaxValue && value >= long.MinValue)];
        var ffi = new Ffi();
        ffi.Cdef(string.Join('\n', limits.Select(static (value, i) => $"#define LIMIT_{i} {Literal(value)}")) + "\nint one(void);\n"
            + string.Join('\n', limits.Select(static (value, i) => $"enum e{i} {{ E_{i} = {Literal(value)} }};")));
        ffi.SetSource("limits", string.Join('\n', limits.Select(static (value, i) => $"#define LIMIT_{i} {Literal(value)}")) + "\nstatic int one(void) { return 1; }\n"
            + string.Join('\n', limits.Select(static (value, i) => $"enum e{i} {{ E_{i} = {Literal(value)} }};")), new BuildOptions { CacheFolder = folder.File("cache") });
        using CLibrary loaded = Ffi.LoadModule(ffi.CompileTo(folder.File("out")));
        for (int i = 0; i < limits.Length; i++)
        {
            foreach (Ffi one in new[] { ffi, loaded.Ffi })
            {
                Assert.That((one.GetConstant($"LIMIT_{i}").As<BigInteger>(), one.GetConstant($"E_{i}").As<BigInteger>()), Is.EqualTo((limits[i], limits[i])));
            }

            CConstant before = Constant(ffi, i), after = Constant(loaded.Ffi, i);
            Assert.That(after.Type.CName, Is.EqualTo(before.Type.CName), $"{limits[i]}");
            Assert.That(loaded.Ffi.SizeOf($"enum e{i}"), Is.EqualTo(ffi.SizeOf($"enum e{i}")), $"{limits[i]}");
        }
    }

    private static CConstant Constant(Ffi ffi, int i) => ((ConstantDeclaration)ffi.Declarations.FindIdentifier($"LIMIT_{i}")!).Value!;

    private static IEnumerable<BigInteger> Limits() => Powers
        .SelectMany(static power => new[] { -1, 0, 1 }.SelectMany(offset => new[] { (BigInteger.One << power) + offset, -(BigInteger.One << power) + offset }))
        .Where(static value => value <= ulong.MaxValue && value >= long.MinValue).Distinct();

    // C has no literal for the most negative long. A value above the largest long is unsigned.
    private static string Literal(BigInteger value) => value == long.MinValue ? "(-9223372036854775807L - 1)"
        : value > long.MaxValue ? $"{value}u"
        : value.Sign < 0 ? $"({value})"
        : $"{value}";
}
