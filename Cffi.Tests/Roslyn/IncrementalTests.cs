using System.Diagnostics;
using System.Text;
using Microsoft.CodeAnalysis;

namespace Cffi.Tests.Roslyn;

/// <summary>The steps that the generator repeats after an edit.</summary>
internal sealed class IncrementalTests
{
    private const string TwoClasses = """"
        using Cffi;
        [Cdef("""
            int f(int a);
            """)]
        static partial class C;
        [Cdef("int g(int a);" + Texts.Shared)]
        static partial class D;
        """";

    private const string Other = "static class Texts { public const string Shared = \"int h(int a);\"; }";

    [Test]
    public void An_edit_of_another_file_generates_nothing()
    {
        GeneratorRun run = GeneratorRun.Of(TwoClasses, Other).After(1, Other + " static class Unrelated { static void M() { } }");
        Assert.That(run.EmissionReasons(), Is.All.EqualTo(IncrementalStepRunReason.Cached));
        Assert.That(OutputReasons(run), Is.All.EqualTo(IncrementalStepRunReason.Cached));
    }

    [Test]
    public void An_edit_of_the_same_file_generates_nothing()
    {
        GeneratorRun run = GeneratorRun.Of(TwoClasses, Other)
            .After(0, TwoClasses.Replace("using Cffi;", "using Cffi;\n// moved down\n\nstatic class Unrelated;\n", StringComparison.Ordinal));
        Assert.That(run.EmissionReasons(), Is.All.EqualTo(IncrementalStepRunReason.Cached));
        Assert.That(OutputReasons(run), Is.All.EqualTo(IncrementalStepRunReason.Cached));
    }

    [Test]
    public void An_edit_of_one_text_generates_one_class()
    {
        GeneratorRun run = GeneratorRun.Of(TwoClasses, Other).After(0, TwoClasses.Replace("f(int a)", "f2(int a)", StringComparison.Ordinal));
        Assert.That(run.EmissionReasons(), Is.EqualTo((IncrementalStepRunReason[])[IncrementalStepRunReason.Modified, IncrementalStepRunReason.Cached]));
    }

    [Test]
    public void An_edit_of_a_constant_in_another_file_generates_the_class_that_has_it()
    {
        GeneratorRun run = GeneratorRun.Of(TwoClasses, Other).After(1, Other.Replace("h(int a)", "h2(int a)", StringComparison.Ordinal));
        Assert.That(run.EmissionReasons(), Is.EqualTo((IncrementalStepRunReason[])[IncrementalStepRunReason.Cached, IncrementalStepRunReason.Modified]));
    }

    [Test]
    public void A_mistake_keeps_its_place_when_it_moves()
    {
        string wrong = TwoClasses.Replace("f(int a)", "f(unt a)", StringComparison.Ordinal);
        GeneratorRun first = GeneratorRun.Of(wrong, Other);
        GeneratorRun run = first.After(0, wrong.Replace("using Cffi;", "using Cffi;\n\n", StringComparison.Ordinal));
        Assert.That(run.EmissionReasons(), Is.All.EqualTo(IncrementalStepRunReason.Cached));
        Assert.That(run.Diagnostics.Single().Location.GetLineSpan().StartLinePosition.Line, Is.EqualTo(first.Diagnostics.Single().Location.GetLineSpan().StartLinePosition.Line + 2));
        Assert.That(run.Diagnostics.Single().Location.SourceTree, Is.SameAs(run.Compilation.SyntaxTrees[0]));
    }

    [Test]
    public void Five_thousand_declarations_are_generated_again_after_an_edit()
    {
        const int Count = 5000;
        string source = Large(Count);
        GeneratorRun run = GeneratorRun.Of(source);
        Assert.That(run.Diagnostics, Is.Empty);
        var watch = new Stopwatch();
        var times = new List<double>();
        var processor = new List<double>();
        var emissions = new List<double>();
        for (int i = 0; i < 5; i++)
        {
            TimeSpan usedBefore = Process.GetCurrentProcess().TotalProcessorTime;
            watch.Restart();
            run = run.After(0, source.Replace("f7(", $"edited{i}(", StringComparison.Ordinal));
            times.Add(watch.Elapsed.TotalMilliseconds);
            processor.Add((Process.GetCurrentProcess().TotalProcessorTime - usedBefore).TotalMilliseconds);
            emissions.Add(run.EmissionTime.TotalMilliseconds);
            Assert.That(run.EmissionReasons(), Is.EqualTo((IncrementalStepRunReason[])[IncrementalStepRunReason.Modified]));
        }

        // The times include the compiler's own parsing of the file. Nothing compares them, because they depend on the machine's load.
        TestContext.Out.WriteLine($"{Count} declarations, edit to generated source: {Join(times)} ms; of the processor: {Join(processor)} ms; the emitter alone: {Join(emissions)} ms");
        Assert.That(run.Output.GetSymbolsWithName("edited4", SymbolFilter.Member), Is.Not.Empty);
    }

    private static string Join(IEnumerable<double> times) => string.Join(", ", times.Select(static time => FormattableString.Invariant($"{time:F0}")));

    private static string Large(int count)
    {
        var text = new StringBuilder("using Cffi;\n[Cdef(\"\"\"\n");
        for (int i = 0; i < count / 2; i++)
        {
            text.Append(System.Globalization.CultureInfo.InvariantCulture, $"    struct s{i} {{ int a; double b; char name[16]; }};\n    int f{i}(struct s{i} *p, const char *name, unsigned long n);\n");
        }

        return text.Append("    \"\"\", Library = \"large\")]\nstatic partial class Large;\n").ToString();
    }

    private static IEnumerable<IncrementalStepRunReason> OutputReasons(GeneratorRun run) =>
        run.Result.TrackedOutputSteps.SelectMany(static step => step.Value).SelectMany(static step => step.Outputs).Select(static output => output.Reason);
}
