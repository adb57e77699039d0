using System.Diagnostics;
using System.Globalization;
using Cffi.Generator.Roslyn;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using RoslynText = Microsoft.CodeAnalysis.Text.SourceText;

namespace Cffi.Benchmarks;

/// <summary>The generator's time after an edit of the C text, in a compiler that has warmed up.</summary>
/// <remarks>
/// Arguments: <c>generator [N [KIND...]]</c>, a number of declarations (5,000) and the kinds of <see cref="DeclarationTexts"/>
/// (all of them). The emitter reads the C text and writes the C#; Roslyn finds the class and parses the written text. Times
/// are milliseconds of processor time of the thread that does the work, because the machine may be busy. Only <c>first</c>
/// and <c>elapsed</c> are elapsed times.
/// </remarks>
internal static class GeneratorReport
{
    private const string EmissionStep = "Emission";
    private const int WarmEdits = 21;
    private const int WarmUpMilliseconds = 8000;
    private static readonly CSharpParseOptions ParseOptions = new(LanguageVersion.Latest);

    public static int Run(string[] arguments)
    {
        int count = 5000;
        if (arguments.Length > 1 && !int.TryParse(arguments[1], CultureInfo.InvariantCulture, out count))
        {
            Console.Error.WriteLine("usage: generator [N [plain|records|mixed ...]]");
            return 2;
        }

        Console.WriteLine("kind         N   first   emitter: best  median  elapsed   Roslyn: best  median   MB allocated   C#, KB");
        foreach (string kind in arguments.Length > 2 ? arguments[2..] : ["plain", "records", "mixed"])
        {
            Measure(kind, count);
        }

        return 0;
    }

    private static void Measure(string kind, int count)
    {
        string text = DeclarationTexts.Make(kind, count);
        CSharpCompilation compilation = Compile(text);
        GeneratorDriver driver = CSharpGeneratorDriver.Create(
            [new CdefGenerator().AsSourceGenerator()], parseOptions: ParseOptions, driverOptions: new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true));
        Edit first = Run(ref driver, compilation);

        // The JIT recompiles hot methods on its own thread; this gives it time to do so.
        int number = 0;
        TimeSpan start = Processor();
        while ((Processor() - start).TotalMilliseconds < WarmUpMilliseconds)
        {
            Run(ref driver, Edited());
        }

        var edits = new Edit[WarmEdits];
        for (int i = 0; i < edits.Length; i++)
        {
            edits[i] = Run(ref driver, Edited());
        }

        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{kind,-8} {count,5} {first.Elapsed,7:F0} {edits.Min(static edit => edit.Emitter),15:F0} {Median(edits, static edit => edit.Emitter),7:F0} {Median(edits, static edit => edit.EmitterElapsed),8:F0} {edits.Min(static edit => edit.Roslyn),14:F0} {Median(edits, static edit => edit.Roslyn),7:F0} {edits[0].Allocated / 1048576.0,14:F1} {edits[0].Characters / 1024,8}"));

        CSharpCompilation Edited()
        {
            string edited = text.Replace("_7(", FormattableString.Invariant($"_edited{number++ % 10}("), StringComparison.Ordinal);
            return compilation.ReplaceSyntaxTree(compilation.SyntaxTrees[0], Parse(edited));
        }
    }

    private static Edit Run(ref GeneratorDriver driver, CSharpCompilation compilation)
    {
        // The compiler always parses the user's own file, so this time does not count.
        compilation.GetTypeByMetadataName("Lib")!.GetAttributes();

        // Between two edits a user types, and the collector frees the syntax trees of the edit before. They are ten times as large
        // as the written text.
        GC.Collect();
        var watch = Stopwatch.StartNew();
        TimeSpan before = Processor();
        long allocated = GC.GetAllocatedBytesForCurrentThread();
        driver = driver.RunGenerators(compilation);
        double all = (Processor() - before).TotalMilliseconds;
        double elapsed = watch.Elapsed.TotalMilliseconds;
        allocated = GC.GetAllocatedBytesForCurrentThread() - allocated;
        GeneratorRunResult result = driver.GetRunResult().Results.Single();
        if (result.Exception is not null || result.GeneratedSources is not [var source])
        {
            throw new InvalidOperationException("Nothing was generated.", result.Exception);
        }

        IncrementalGeneratorRunStep step = result.TrackedSteps[EmissionStep].Single();
        if (step.Outputs is not [(_, IncrementalStepRunReason.New or IncrementalStepRunReason.Modified)])
        {
            throw new InvalidOperationException("The emitter was not run.");
        }

        before = Processor();
        source.SyntaxTree.GetRoot();
        double parsed = (Processor() - before).TotalMilliseconds;

        // One thread does nearly all the work, so the driver's share of the processor time is taken to be its share of the elapsed time.
        double share = Math.Min(step.ElapsedTime.TotalMilliseconds / elapsed, 1);
        return new Edit(elapsed, all * share, step.ElapsedTime.TotalMilliseconds, (all * (1 - share)) + parsed, allocated, source.SourceText.Length);
    }

    // On Linux the processor time of this thread, without the collector's background work; elsewhere that of the process.
    private static TimeSpan Processor()
    {
        const string Statistics = "/proc/thread-self/schedstat";
        if (File.Exists(Statistics))
        {
            string nanoseconds = File.ReadAllText(Statistics).Split(' ')[0];
            return TimeSpan.FromMicroseconds(long.Parse(nanoseconds, CultureInfo.InvariantCulture) / 1000.0);
        }

        using var self = Process.GetCurrentProcess();
        return self.TotalProcessorTime;
    }

    private static double Median(Edit[] edits, Func<Edit, double> figure) => edits.Select(figure).Order().ElementAt(edits.Length / 2);

    private static CSharpCompilation Compile(string text) => CSharpCompilation.Create(
        "Benchmark",
        [Parse(text)],
        ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(static path => Path.GetFileName(path) is var name && (name.StartsWith("System.", StringComparison.Ordinal) || name == "Cffi.Core.dll"))
            .Select(static path => MetadataReference.CreateFromFile(path)),
        new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, allowUnsafe: true));

    private static SyntaxTree Parse(string text) =>
        CSharpSyntaxTree.ParseText(RoslynText.From($"[Cffi.Cdef(\"\"\"\n{text}\n\"\"\", Library = \"lib\")]\nstatic partial class Lib;\n"), ParseOptions, "Lib.cs");

    /// <summary>The times of one edit in milliseconds.</summary>
    private sealed record Edit(double Elapsed, double Emitter, double EmitterElapsed, double Roslyn, long Allocated, int Characters);
}
