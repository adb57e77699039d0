using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Cffi.Tests.Fuzz;
using Cffi.Tests.Native;
using NUnit.Framework;

namespace Cffi.Tests.Parsing;

/// <summary>
/// Compares the types and values of random constant expressions with compilers. CFFI_CONSTANTS_FIRST and
/// CFFI_CONSTANTS_COUNT repeat some of them.
/// </summary>
public sealed partial class RandomConstantTests
{
    private const int DefaultCount = 2000;
    private const int CasesPerRun = 2000;

    [TestCase("linux-x64")]
    [TestCase("linux-arm64")]
    [TestCase("linux-x86")]
    public void A_constant_has_the_type_and_value_that_compilers_give_it(string target) => Compare(Target.Find(target)!, DefaultCount);

    [TestCase("linux-x64")]
    [TestCase("linux-arm64")]
    [TestCase("linux-x86")]
    [Category("Nightly")]
    public void Many_constants_have_the_type_and_value_that_compilers_give_them(string target) => Compare(Target.Find(target)!, 50 * DefaultCount);

    // Chosen examples.
    [TestCase("-1 >> 1u", "int", "-1")]
    [TestCase("(0 ? 0u : -1) > 0", "int", "1")]
    [TestCase("0 ? 0u : -1", "unsigned int", "4294967295")]
    [TestCase("(char)1", "char", "1")]
    [TestCase("-(short)1", "int", "-1")]
    [TestCase("1 ? (char)1 : (short)2", "int", "1")]
    [TestCase("(_Bool)256 + 0L", "long", "1")]
    [TestCase("~0u << 1", "unsigned int", "4294967294")]
    [TestCase("(unsigned char)-1 << 24", "int", "-16777216")]
    [TestCase("!1ull", "int", "0")]
    [TestCase("sizeof(char) - 2 > 0", "int", "1")]
    public void A_constant_has_its_type(string expression, string type, string value)
    {
        CConstant constant = ParserFixture.Of($"#define M ({expression})").Constant("M");
        Assert.That((constant.Type.CName, constant.Integer.ToString(CultureInfo.InvariantCulture)), Is.EqualTo((type, value)));
    }

    [TestCase("linux-x86", "long long long")]
    [TestCase("linux-x64", "int long long")]
    [TestCase("linux-arm64", "unsigned int long long")]
    public void Types_of_the_library_are_those_of_gcc(string name, string types)
    {
        Target target = Target.Find(name)!;
        string[] questions = ["+L'a'", "+(time_t)0", "+(off_t)0"];
        long[] theirs = ConstantOracle.Ask(CCompiler.GccFor(target), questions.Select(static (question, i) =>
            (i == 0 ? "typedef __typeof__(L'a') wchar_t; typedef long time_t, off_t;" : "", TypeOf(question))));
        var c = new ParserFixture(target);
        c.Parser.Parse(string.Concat(questions.Select(static (question, i) => $"#define M{i} ({question})\n")));
        Assert.That(string.Join(' ', theirs.Select(static type => RandomConstant.Types[type])), Is.EqualTo(types));
        Assert.That(string.Join(' ', questions.Select((_, i) => c.Constant($"M{i}").Type.CName)), Is.EqualTo(types));
    }

    private static void Compare(Target target, int defaultCount)
    {
        int first = FuzzSettings.Number("CFFI_CONSTANTS_FIRST", 0);
        int count = FuzzSettings.Number("CFFI_CONSTANTS_COUNT", defaultCount);

        CCompiler compiler = CCompiler.GccFor(target);
        int careful = 0;
        int refused = 0;
        int wrong = 0;
        for (int start = first; start < first + count; start += CasesPerRun)
        {
            string[] all = [.. Enumerable.Range(start, Math.Min(CasesPerRun, first + count - start)).Select(static i => new RandomConstant(SplitMix64.ForCase(FuzzSettings.Seed, i)).Next())];
            HashSet<int> bad = Refused(compiler, all);
            int[] good = [.. Enumerable.Range(0, all.Length).Where(i => !bad.Contains(i))];
            long[] answers = ConstantOracle.Ask(compiler, good.SelectMany(i => ((string, string)[])[("", $"({all[i]})"), ("", TypeOf(all[i]))]));
            var c = new ParserFixture(target);
            c.Parser.Parse(string.Concat(all.Select(static (expression, i) => $"#define M{i} ({expression})\n")));
            refused += bad.Count;
            for (int i = 0, answer = 0; i < all.Length; i++)
            {
                CConstant? ours = (c.Declarations.FindIdentifier($"M{i}") as ConstantDeclaration)?.Value;
                string own = ours is null ? "refused" : $"{PlainName(ours.Type.CName, target)} {unchecked((long)(ulong)(ours.Integer & ulong.MaxValue))}";
                string theirs = bad.Contains(i) ? "refused" : $"{RandomConstant.Types[answers[answer + 1]]} {answers[answer]}";
                answer += bad.Contains(i) ? 0 : 2;
                if (ours is null && !bad.Contains(i) && c.Parser.ReasonNotConstant($"M{i}") is { } reason && (reason.Contains("overflows", StringComparison.Ordinal) || reason == "division by zero"))
                {
                    // gcc only warns if a value does not fit, and ignores an operand that is multiplied by 0.
                    careful++;
                }
                else if (own != theirs && wrong++ < 10)
                {
                    TestContext.Out.WriteLine($"CFFI_SEED={FuzzSettings.Seed} CFFI_CONSTANTS_FIRST={start + i} CFFI_CONSTANTS_COUNT=1\n{all[i]}\n  {own}, {compiler.Name} {theirs} {c.Parser.ReasonNotConstant($"M{i}")}\n");
                }
            }
        }

        TestContext.Out.WriteLine($"{count} constants for {target}, {refused} refused by {compiler.Name}, {careful} more by us, {wrong} wrong, seed {FuzzSettings.Seed}");
        Assert.That(wrong, Is.Zero);
        Assert.That(refused, Is.LessThan(Math.Max(count / 2, 2)));
        Assert.That(careful, Is.LessThan(Math.Max(count / 50, 2)));
    }

    // C has no keywords for the types that its library names.
    private static string PlainName(string type, Target target) => type switch
    {
        "size_t" => target.PointerSize == 8 ? "unsigned long" : "unsigned int",
        "wchar_t" => target == Target.LinuxArm64 ? "unsigned int" : target == Target.LinuxX64 ? "int" : "long",
        "char16_t" => "unsigned short",
        "char32_t" => "unsigned int",
        _ => type,
    };

    private static string TypeOf(string expression) =>
        $"_Generic(({expression}), {string.Join(", ", RandomConstant.Types.Select(static (type, i) => string.Create(CultureInfo.InvariantCulture, $"{type}: {i}")))})";

    // A file name before each case identifies its errors.
    private static HashSet<int> Refused(CCompiler compiler, string[] expressions)
    {
        var text = new StringBuilder();
        for (int i = 0; i < expressions.Length; i++)
        {
            text.Append(CultureInfo.InvariantCulture, $"#line 1 \"case{i}\"\nunsigned long long v{i} = (unsigned long long)({expressions[i]});\n");
        }

        string errors = compiler.Errors(text.ToString(), "-fmax-errors=0");
        return [.. ErrorOfCase().Matches(errors).Select(static match => int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture))];
    }

    [GeneratedRegex(@"^case(\d+):.*error:.*$", RegexOptions.Multiline)]
    private static partial Regex ErrorOfCase();
}
