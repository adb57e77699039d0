using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Cffi.Tests.Fuzz;
using Cffi.Tests.Native;
using NUnit.Framework;

namespace Cffi.Tests.Parsing;

/// <summary>
/// Compares random conditions of <c>#if</c> with gcc. CFFI_EXPRESSIONS_FIRST and CFFI_EXPRESSIONS_COUNT repeat some of them.
/// </summary>
public sealed partial class RandomExpressionTests
{
    private const int DefaultCount = 4000;

    [Test]
    public void A_condition_is_true_where_gcc_takes_its_branch()
    {
        int first = FuzzSettings.Number("CFFI_EXPRESSIONS_FIRST", 0);
        int count = FuzzSettings.Number("CFFI_EXPRESSIONS_COUNT", 4 * DefaultCount);
        string[] conditions = [.. Enumerable.Range(first, count).Select(static i => Condition(SplitMix64.ForCase(FuzzSettings.Seed, i)))];
        var text = new StringBuilder();
        for (int i = 0; i < count; i++)
        {
            text.Append(CultureInfo.InvariantCulture, $"#line 1 \"case{i}\"\n#if {conditions[i]}\n+{i};\n#else\n-{i};\n#endif\n");
        }

        (string output, string errors) = CCompiler.Gcc.Preprocess(text.ToString(), "-std=gnu2x", "-P", "-w", "-fmax-errors=0");
        var theirs = new char[count];
        foreach (Match match in Branch().Matches(output))
        {
            theirs[int.Parse(match.Groups[2].Value, CultureInfo.InvariantCulture)] = match.Groups[1].Value[0];
        }

        foreach (Match match in ErrorOfCase().Matches(errors))
        {
            theirs[int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture)] = 'e';
        }

        int wrong = 0;
        for (int i = 0; i < count; i++)
        {
            (string? ours, string ownErrors) = PreprocessedText.Of($"#if {conditions[i]}\n+\n#else\n-\n#endif\n", Target.LinuxX64);
            char own = ours is null ? 'e' : ours[0];
            if (own != theirs[i] && wrong++ < 10)
            {
                TestContext.Out.WriteLine($"CFFI_SEED={FuzzSettings.Seed} CFFI_EXPRESSIONS_FIRST={first + i} CFFI_EXPRESSIONS_COUNT=1\n{conditions[i]}\n  {own}, gcc {theirs[i]} {ownErrors}\n");
            }
        }

        TestContext.Out.WriteLine($"{count} conditions, {theirs.Count(static c => c == 'e')} refused by gcc, {wrong} wrong, seed {FuzzSettings.Seed}");
        Assert.That(wrong, Is.Zero);
        Assert.That(theirs.Count(static c => c == 'e'), Is.LessThan(Math.Max(count / 2, 2)));
    }

    // The condition tests one bit of the value, or compares it with another value. Conditions that nearly always hold test little.
    private static string Condition(SplitMix64 random)
    {
        string one = new RandomExpression(random).Next();
        return random.Below(3) switch
        {
            0 => $"(({one}) >> {random.Below(64)}) & 1",
            1 => $"({one}) {random.Pick(["<", ">", "=="])} {new RandomExpression(random).Next()}",
            _ => one,
        };
    }

    [GeneratedRegex(@"([+-])\s*(\d+)\s*;")]
    private static partial Regex Branch();

    [GeneratedRegex(@"^case(\d+):.*error:.*$", RegexOptions.Multiline)]
    private static partial Regex ErrorOfCase();
}
