using System.Diagnostics;
using System.Text;
using Cffi.Parser.Diagnostics;
using Cffi.Parser;
using NUnit.Framework;

namespace Cffi.Tests.Fuzz;

/// <summary>
/// Mutates correct texts, token by token and byte by byte. CFFI_FUZZ_SECONDS sets the time; CFFI_SEED and
/// CFFI_FUZZ_CASE repeat one case.
/// </summary>
public sealed class ParserFuzzTests
{
    private const int DefaultSeconds = 60;

    // The number of first texts that are also printed and read again. It does not depend on the speed of the machine.
    private const int ReadAgain = 20_000;

    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(10);

    [Test]
    public void Mutated_texts_are_read_or_refused_with_a_position()
    {
        TimeSpan time = TimeSpan.FromSeconds(FuzzSettings.Count("CFFI_FUZZ_SECONDS", DefaultSeconds));
        int first = FuzzSettings.Number("CFFI_FUZZ_CASE", 0);
        var mutator = new TextMutator(FuzzSeeds.All);
        var watch = Stopwatch.StartNew();
        long characters = 0;
        int read = 0;
        int index = first;
        for (; watch.Elapsed < time || index == first; index++)
        {
            string text = mutator.Next(SplitMix64.ForCase(FuzzSettings.Seed, index));
            characters += text.Length;
            read += Check(text, $"CFFI_SEED={FuzzSettings.Seed} CFFI_FUZZ_CASE={index}", index < ReadAgain) ? 1 : 0;
        }

        TestContext.Out.WriteLine($"{index - first} texts, {read} of them read, {characters / 1_000_000.0:F1} MB in {watch.Elapsed.TotalSeconds:F0} s, seed {FuzzSettings.Seed}");
        Assert.That(read, Is.GreaterThan((index - first) / 1000));
    }

    [Test]
    public void Every_seed_is_read() => Assert.Multiple(() =>
    {
        foreach (string seed in FuzzSeeds.All)
        {
            Assert.DoesNotThrow(() => new CParser(Target.LinuxX64, new DeclarationSet()).Parse(seed));
        }
    });

    [Test]
    public void Every_minimized_text_that_once_failed_is_handled()
    {
        string folder = Path.Combine(RepositoryFolder.Path, "Cffi.Tests", "Corpus", "regressions");
        string[] files = Directory.GetFiles(folder);
        Assert.That(files, Is.Not.Empty);
        foreach (string file in files)
        {
            Check(File.ReadAllText(file, Encoding.Latin1), file, readsAgain: true);
        }
    }

    private static bool Check(string text, string replay, bool readsAgain)
    {
        var set = new DeclarationSet();
        TimeSpan start = Environment.CpuUsage.TotalTime;
        bool isRead = true;
        try
        {
            new CParser(Target.LinuxX64, set).Parse(text);
        }
        catch (CDefinitionException refusal)
        {
            isRead = false;
            CDiagnostic? wrong = refusal.Diagnostics.FirstOrDefault(d => d.Id.Length != 8 || d.Message.Length == 0 || d.Span.Start < 0 || d.Span.End > text.Length);
            Assert.That(wrong, Is.Null, $"{replay}\n{text}");
            Assert.That(refusal.Diagnostics.Count(d => d.Severity == CDiagnosticSeverity.Error), Is.InRange(1, 100), replay);
            Assert.That(refusal.Message, Is.Not.Empty);
            Assert.That(set.All, Is.Empty, $"{replay}\n{text}");
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            // The test looks for any other exception, and shows the text with it.
            Assert.Fail($"{replay}\n{text}\n{exception}");
        }

        Assert.That(Environment.CpuUsage.TotalTime - start, Is.LessThan(Longest), $"{replay}\n{text}");
        if (readsAgain)
        {
            AssertSamePieceByPiece(text, replay);
        }

        if (isRead && readsAgain)
        {
            Assert.DoesNotThrow(() => new CParser(Target.LinuxX64, new DeclarationSet()).Parse(DeclarationPrinter.Print(set)), $"{replay}\n{text}\n{DeclarationPrinter.Print(set)}");
        }

        return isRead;
    }

    // The result must not depend on how many tokens the parser reads at a time.
    private static void AssertSamePieceByPiece(string text, string replay)
    {
        string whole = Outcome(text, int.MaxValue);
        string pieces = Outcome(text, 1);
        if (!Given.Any(id => whole.Contains(id, StringComparison.Ordinal) || pieces.Contains(id, StringComparison.Ordinal)))
        {
            Assert.That(pieces, Is.EqualTo(whole), $"{replay}\n{text}");
        }
    }

    // After these errors the parser stops, so the errors that it finds before them depend on how far it has read.
    private static readonly string[] Given = [Descriptors.TooDeep.Id, Descriptors.MacroTooLarge.Id];

    private static string Outcome(string text, int tokensAtOnce)
    {
        var set = new DeclarationSet();
        try
        {
            IReadOnlyList<CDiagnostic> warnings = new CParser(Target.LinuxX64, set) { TokensAtOnce = tokensAtOnce }.Parse(text);
            return DeclarationPrinter.Print(set) + string.Concat(warnings.Select(static d => d.Render()));
        }
        catch (CDefinitionException refusal)
        {
            // If there are more than a hundred errors, the parser may report any hundred of them.
            return refusal.Diagnostics.Count >= 100 ? "refused" : string.Concat(refusal.Diagnostics.Select(static d => d.Render()));
        }
    }
}
