using System.Diagnostics;
using System.Reflection;
using Cffi.Generator.Emission;
using Cffi.Tests.Fuzz;
using Cffi.Tests.Layout;
using Cffi.Tests.Native;
using NUnit.Framework;

namespace Cffi.Tests.Generation;

/// <summary>Random records as C# structs: sizes, offsets and bit-fields equal gcc's.</summary>
public sealed class RandomRecordTests
{
    private const int RecordsPerCompilation = 250;

    [Test]
    public void Five_hundred_records_have_the_layout_that_gcc_gives_them() => Run(500, [Target.LinuxX64]);

    [Test]
    public void A_hundred_records_for_all_platforms_have_the_layout_that_gcc_gives_them_here() => Run(100, []);

    [Test, Category("Nightly")]
    public void Five_thousand_records_have_the_layout_that_gcc_gives_them() => Run(5_000, [Target.LinuxX64]);

    private static void Run(int count, IReadOnlyList<Target> targets)
    {
        ulong seed = FuzzSettings.Seed;
        int first = FuzzSettings.Number("CFFI_GENERATED_RECORDS_FIRST", 0);
        count = FuzzSettings.Count("CFFI_GENERATED_RECORDS_COUNT", count);
        var failures = new List<string>();
        int records = 0;
        int bitFields = 0;
        var watch = Stopwatch.StartNew();
        for (int start = first; start < first + count; start += RecordsPerCompilation)
        {
            var definitions = new List<CType>();
            var roots = new List<(int Index, CRecordType Record)>();
            for (int index = start; index < Math.Min(start + RecordsPerCompilation, first + count); index++)
            {
                var generator = new TypeGenerator(seed, index, TypeGeneratorOptions.Everything);
                generator.NextRecord();
                definitions.AddRange(generator.Definitions);
                roots.AddRange(generator.Definitions.OfType<CRecordType>().Where(static record => record.Tag is not null).Select(record => (index, record)));
            }

            IReadOnlyList<LayoutFacts> theirs = LayoutOracle.Ask(CCompiler.GccFor(Target.LinuxX64), definitions, [.. roots.Select(static root => root.Record)]);
            var request = new BindingRequest(CTextWriter.Write(definitions), "Lib") { Targets = targets };
            using GeneratedAssembly bindings = GeneratedAssembly.Of(request, "");
            for (int i = 0; i < roots.Count; i++)
            {
                string? difference = GeneratedRecord.Compare(bindings, roots[i].Record, theirs[i], out int compared);
                records++;
                bitFields += compared;
                if (difference is not null)
                {
                    failures.Add($"CFFI_SEED={seed} CFFI_GENERATED_RECORDS_FIRST={roots[i].Index} CFFI_GENERATED_RECORDS_COUNT=1\n{CTextWriter.Write([roots[i].Record])}{difference}");
                }
            }
        }

        TestContext.Out.WriteLine($"generated structs against gcc: {records} records, {bitFields} bit-fields, seed {seed}, {failures.Count} wrong, {watch.Elapsed.TotalSeconds:F1} s");
        Assert.That(failures, Is.Empty, () => string.Join("\n", failures.OrderBy(static failure => failure.Length).Take(5)));
    }
}
