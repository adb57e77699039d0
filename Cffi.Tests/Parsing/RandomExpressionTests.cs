using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Cffi.Tests.Fuzz;
using Cffi.Tests.Native;
using NUnit.Framework;

namespace Cffi.Tests.Parsing;

/// <summary>
/// Random constant expressions against gcc: their values and types as enumerators, array lengths, variables and
/// macros, and as conditions of <c>#if</c>. CFFI_EXPRESSIONS_FIRST and CFFI_EXPRESSIONS_COUNT repeat some of them.
/// </summary>
public sealed partial class RandomExpressionTests
{
    private const int DefaultCount = 4000;

    // The types of constants, each with the number by which it is asked for.
    private static readonly string[] Types =
        ["int", "unsigned int", "long", "unsigned long", "long long", "unsigned long long", "float", "double", "long double", "char", "signed char", "unsigned char", "short", "unsigned short", "_Bool"];

    private static readonly string Selection = ", " + string.Join(", ", Types.Select(static (type, i) => $"{type}: {i}")) + ", default: 99)";

    // Why an expression may have no value: C gives it none.
    private static readonly string[] Undefined = ["overflows", "out of range", "division by zero", "does not fit", "needs more than 64 bits", "takes integers, not", "does not take constants of types", "this is not a constant expression"];

    [TestCase("linux-x64")]
    [TestCase("linux-x86")]
    [TestCase("linux-arm64")]
    public void An_expression_has_the_type_and_value_that_gcc_gives(string name)
    {
        Target target = Target.Find(name)!;
        CCompiler compiler = CCompiler.GccFor(target);
        int first = FuzzSettings.Number("CFFI_EXPRESSIONS_FIRST", 0);
        int count = FuzzSettings.Number("CFFI_EXPRESSIONS_COUNT", DefaultCount);
        var asked = new List<(string Text, string Replay, string What, long Ours)>();
        var questions = new List<(string Before, string Expression)>();
        var refused = new List<string>();
        for (int i = first; i < first + count; i++)
        {
            string text = new RandomExpression(SplitMix64.ForCase(FuzzSettings.Seed, i), isCondition: false).Next();
            string replay = $"CFFI_SEED={FuzzSettings.Seed} CFFI_EXPRESSIONS_FIRST={i} CFFI_EXPRESSIONS_COUNT=1";
            var c = new ParserFixture(target);
            try
            {
                c.Parser.Parse($"static const typeof({text}) V = {text};\n#define M ({text})\nenum {{ T = _Generic({text}{Selection}, S = sizeof({text}), B = ({text}) != 0 }};\n");
            }
            catch (CDefinitionException refusal)
            {
                refused.Add($"{replay}\n{text}\n{refusal.Diagnostics[0].Message}");
                continue;
            }

            // A macro has no value that its expression does not have.
            CConstant value = c.Constant("M");
            Assert.That(Array.IndexOf(Types, Plain(value.Type, target)), Is.EqualTo((int)c.Constant("T").Integer), $"{replay}\n{text}");
            Assert.That(Bits(c.Constant("V")), Is.EqualTo(Bits(value)), $"{replay}\n{text}");
            Ask($"_Generic({text}{Selection}", "type", (long)c.Constant("T").Integer);
            Ask($"sizeof({text})", "size", (long)c.Constant("S").Integer);
            Ask($"({text}) != 0", "truth", (long)c.Constant("B").Integer);
            if (value.Type.Unqualified is CPrimitiveType { IsFloating: true })
            {
                // As a number of thousands: bits of a float are no constant expression.
                if (Math.Abs(value.Floating) < 1e12)
                {
                    Ask($"(long long)(({text}) * 1024)", "value", (long)(value.Type.CName == "float" ? (float)value.Floating * 1024 : value.Floating * 1024));
                }
            }
            else
            {
                Ask($"(long long)({text})", "value", unchecked((long)(ulong)(value.Integer & ulong.MaxValue)));
            }

            void Ask(string question, string what, long ours)
            {
                questions.Add(("", question));
                asked.Add((text, replay, what, ours));
            }
        }

        long[] theirs = ConstantOracle.Ask(
            compiler,
            questions.Select(static (q, i) => i == 0 ? ("typedef __SIZE_TYPE__ size_t; typedef __INT8_TYPE__ int8_t; typedef __UINT16_TYPE__ uint16_t; typedef __INT32_TYPE__ int32_t; typedef __UINT64_TYPE__ uint64_t; typedef __WCHAR_TYPE__ wchar_t;", q.Expression) : q),
            "-std=gnu2x");
        int wrong = 0;
        for (int i = 0; i < theirs.Length; i++)
        {
            if (asked[i].Ours != theirs[i] && wrong++ < 10)
            {
                TestContext.Out.WriteLine($"{asked[i].Replay}\n{asked[i].Text}\n  {asked[i].What}: {asked[i].Ours}, gcc {theirs[i]}\n");
            }
        }

        string[] unexplained = [.. refused.Where(static text => !Undefined.Any(reason => text.Contains(reason, StringComparison.Ordinal)))];
        TestContext.Out.WriteLine($"{name}: {count} expressions, {refused.Count} without a value, {theirs.Length} questions, {wrong} wrong, seed {FuzzSettings.Seed}");
        Assert.That(wrong, Is.Zero);
        Assert.That(unexplained, Is.Empty, string.Join('\n', unexplained.Take(5)));
        Assert.That(refused, Has.Count.LessThan(Math.Max(count / 2, 2)));
    }

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

    // A bit of the value, or its order to another one: what is true for nearly all says little.
    private static string Condition(SplitMix64 random)
    {
        string one = new RandomExpression(random, isCondition: true).Next();
        return random.Below(3) switch
        {
            0 => $"(({one}) >> {random.Below(64)}) & 1",
            1 => $"({one}) {random.Pick(["<", ">", "=="])} {new RandomExpression(random, isCondition: true).Next()}",
            _ => one,
        };
    }

    private static string Plain(CType type, Target target) => type.Unqualified is not CPrimitiveType primitive ? type.CName
        : primitive.Primitive == CPrimitiveKind.Char || !primitive.IsInteger ? primitive.Name
        : CPrimitiveType.Of(Cffi.Parser.Constants.IntegerTypes.Canonical(primitive, target)).Name;

    private static (System.Numerics.BigInteger, double) Bits(CConstant value) =>
        value.Type.Unqualified is CPrimitiveType { IsFloating: true } ? (0, value.Floating) : (value.Integer, 0);

    [GeneratedRegex(@"([+-])\s*(\d+)\s*;")]
    private static partial Regex Branch();

    [GeneratedRegex(@"^case(\d+):.*error:.*$", RegexOptions.Multiline)]
    private static partial Regex ErrorOfCase();
}
