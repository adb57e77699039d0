using System.Diagnostics;
using System.Text;
using Cffi.Tests.Fuzz;
using Cffi.Tests.Native;
using NUnit.Framework;

namespace Cffi.Tests.Layout;

/// <summary>Random records laid out by Cffi and by compilers: sizeof, _Alignof, every offset, every bit position.</summary>
/// <remarks>To repeat one case: CFFI_SEED=seed CFFI_LAYOUT_FIRST=index CFFI_LAYOUT_COUNT=1.</remarks>
public sealed class RandomLayoutTests
{
    private const int RecordsPerFile = 500;
    private const int MostReported = 200;

    // If GCC and clang differ, Linux targets follow GCC (see CompilerDisagreementTests).
    private static readonly TypeGeneratorOptions Agreed = TypeGeneratorOptions.Everything with { MicrosoftStructs = false, AlignedBitFields = false };

    // 32-bit GCC ignores an alignment of 8 on a record with one 8-byte member, and keeps it for a record whose first member is a
    // bit-field of 64 bits with an attribute. Cffi follows clang in these cases.
    private static readonly TypeGeneratorOptions AgreedOnX86 = Agreed with { Atomics = false };

    // GCC ignores the ms_struct attribute there.
    private static readonly TypeGeneratorOptions OnArm = TypeGeneratorOptions.Everything with { MicrosoftStructs = false };

    private static Target[] OtherTargets => [.. Target.All.Where(static target => target != Target.LinuxX64)];

    [Test]
    public void Twenty_thousand_records_are_laid_out_as_gcc_does() =>
        Compare(CCompiler.GccFor(Target.LinuxX64), Target.LinuxX64, TypeGeneratorOptions.Everything, 20_000);

    [Test]
    public void Records_are_laid_out_as_gcc_does_on_32_bit_x86() =>
        Compare(CCompiler.GccFor(Target.LinuxX86), Target.LinuxX86, AgreedOnX86, 5_000);

    [Test]
    public void Records_are_laid_out_as_gcc_does_on_64_bit_Arm() =>
        Compare(CCompiler.GccFor(Target.LinuxArm64), Target.LinuxArm64, OnArm, 2_000);

    [Test]
    public void Records_are_laid_out_as_clang_does() =>
        Compare(CCompiler.ClangFor(Target.LinuxX64), Target.LinuxX64, Agreed, 5_000);

    [TestCaseSource(nameof(OtherTargets))]
    public void Records_are_laid_out_as_clang_does_on(Target target) =>
        Compare(CCompiler.ClangFor(target), target, OptionsFor(target), 2_000);

    [Test, Category("Nightly")]
    public void Hundreds_of_thousands_of_records_are_laid_out_as_gcc_does() =>
        Compare(CCompiler.GccFor(Target.LinuxX64), Target.LinuxX64, TypeGeneratorOptions.Everything, 200_000);

    [TestCaseSource(nameof(OtherTargets)), Category("Nightly")]
    public void Tens_of_thousands_of_records_are_laid_out_as_clang_does_on(Target target) =>
        Compare(CCompiler.ClangFor(target), target, OptionsFor(target), 30_000);

    private static TypeGeneratorOptions OptionsFor(Target target) =>
        target.Name.StartsWith("linux", StringComparison.Ordinal) ? Agreed : TypeGeneratorOptions.Everything;

    private static void Compare(CCompiler compiler, Target target, TypeGeneratorOptions wanted, int count)
    {
        ulong seed = FuzzSettings.Seed;
        int first = FuzzSettings.Number("CFFI_LAYOUT_FIRST", 0);
        count = FuzzSettings.Count("CFFI_LAYOUT_COUNT", count);
        TypeGeneratorOptions options = wanted.For(target);
        var failures = new List<string>();
        int compared = 0;
        var watch = Stopwatch.StartNew();
        for (int start = first; start < first + count; start += RecordsPerFile)
        {
            var definitions = new List<CType>();
            var roots = new List<(int Index, CRecordType Record)>();
            for (int index = start; index < Math.Min(start + RecordsPerFile, first + count); index++)
            {
                var generator = new TypeGenerator(seed, index, options);
                generator.NextRecord();
                definitions.AddRange(generator.Definitions);
                roots.AddRange(generator.Definitions.OfType<CRecordType>().Select(record => (index, record)));
            }

            IReadOnlyList<LayoutFacts> theirs = LayoutOracle.Ask(compiler, definitions, [.. roots.Select(static root => root.Record)]);
            for (int i = 0; i < roots.Count; i++)
            {
                compared++;
                string differences = LayoutFacts.Compute(roots[i].Record, target).DifferencesTo(theirs[i]);
                if (differences.Length > 0)
                {
                    failures.Add($"CFFI_SEED={seed} CFFI_LAYOUT_FIRST={roots[i].Index} CFFI_LAYOUT_COUNT=1\n{CTextWriter.Write([roots[i].Record])}{differences}");
                }
            }
        }

        TestContext.Out.WriteLine($"{target} against {compiler.Name}: {compared} records from {count} cases, seed {seed}, {failures.Count} mismatches, {watch.Elapsed.TotalSeconds:F1} s");
        Assert.That(failures, Is.Empty, () => Report(failures));
    }

    private static string Report(List<string> failures)
    {
        var text = new StringBuilder();
        text.Append(failures.Count).Append(" mismatches\n");
        foreach (string failure in failures.OrderBy(static failure => failure.Length).Take(MostReported))
        {
            text.Append(failure).Append('\n');
        }

        return text.ToString();
    }
}
