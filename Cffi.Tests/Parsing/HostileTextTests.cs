using System.Text;
using Cffi.Tests.Fuzz;
using NUnit.Framework;

namespace Cffi.Tests.Parsing;

public sealed class HostileTextTests
{
    [TestCase("(")]
    [TestCase("[")]
    [TestCase("{")]
    [TestCase("int (")]
    [TestCase("struct {")]
    [TestCase("int f(")]
    [TestCase("int a[(")]
    [TestCase("int x = 1 ? ")]
    [TestCase("enum { A = (")]
    public void A_million_open_brackets_are_one_error(string opening)
    {
        string text = opening + new string(opening.Trim()[^1], 1_000_000);
        IReadOnlyList<CDiagnostic> errors = new ParserFixture().Errors(text);
        Assert.That(errors.Single().Id, Is.EqualTo("CFFI2002"));
        Assert.That(errors[0].Render(), Has.Length.LessThan(1000));
    }

    [TestCase("int ", "*", " x;")]
    [TestCase("int x", "[1]", ";")]
    [TestCase("int ", "*", " f(void);")]
    [TestCase("int f(int ", "*", ");")]
    public void A_long_declarator_is_one_error(string before, string part, string after)
    {
        string text = before + string.Concat(Enumerable.Repeat(part, 1_000_000)) + after;
        Assert.That(new ParserFixture().Errors(text).Single().Id, Is.EqualTo("CFFI2002"));
    }

    [Test]
    public void Nesting_up_to_the_limit_is_read()
    {
        string text = "int " + new string('(', 199) + "x" + new string(')', 199) + ";\nenum { A = " + new string('(', 199) + "7" + new string(')', 199) + "};";
        Assert.That(ParserFixture.Of(text).TypeOf("x"), Is.EqualTo("int"));
        string nested = string.Concat(Enumerable.Repeat("struct { ", 199)) + "int x; " + string.Concat(Enumerable.Repeat("}; ", 198)) + "} v;";
        Assert.That(ParserFixture.Of(nested).Declarations.Records, Has.Count.EqualTo(199));
    }

    [Test]
    public void Nesting_up_to_the_limit_fits_a_small_stack()
    {
        string[] texts =
        [
            "int x" + string.Concat(Enumerable.Repeat("[(", 100)) + "1" + string.Concat(Enumerable.Repeat(")]", 100)) + ";",
            string.Concat(Enumerable.Repeat("struct { ", 199)) + "int x; " + string.Concat(Enumerable.Repeat("}; ", 198)) + "} v;",
            "int f(" + string.Concat(Enumerable.Repeat("int g(", 198)) + new string(')', 199) + ";",
            "enum { A = " + string.Concat(Enumerable.Repeat("1 ? (", 99)) + "7" + string.Concat(Enumerable.Repeat(") : 0", 99)) + "};",
            "int x[" + string.Concat(Enumerable.Repeat("sizeof(int[", 99)) + "1" + string.Concat(Enumerable.Repeat("])", 99)) + "];",
        ];
        int handled = 0;
        var thread = new Thread(
            () =>
            {
                foreach (string text in texts)
                {
                    try
                    {
                        new ParserFixture().Parser.Parse(text);
                    }
                    catch (CDefinitionException)
                    {
                        // The text may be read or refused; this test is about the stack.
                    }

                    handled++;
                }
            },
            1024 * 1024);
        thread.Start();
        thread.Join();
        Assert.That(handled, Is.EqualTo(texts.Length));
    }

    [Test]
    public void A_token_of_sixteen_million_characters_is_read()
    {
        ParserFixture c = ParserFixture.Of("int " + new string('a', 16_000_000) + ";");
        Assert.That(c.Declarations.Variables.Single().Name, Has.Length.EqualTo(16_000_000));
        Assert.That(new ParserFixture().Errors("int a[" + new string('9', 16_000_000) + "];").Single().Id, Is.EqualTo("CFFI1004"));
    }

    [Test]
    public void A_hundred_thousand_declarators_are_read()
    {
        ParserFixture c = ParserFixture.Of("int " + string.Join(", ", Enumerable.Range(0, 100_000).Select(i => $"x{i}")) + ";");
        Assert.That(c.Declarations.Variables, Has.Count.EqualTo(100_000));
    }

    [Test]
    public void The_time_is_linear_in_the_text() => AssertLinear(
        100_000, static count => string.Concat(Enumerable.Range(0, count).Select(static i => $"struct s{i} {{ int x; }}; int f{i}(struct s{i} *p, int n);\n")));

    [Test]
    public void The_time_is_linear_in_macros_that_are_no_constants() => AssertLinear(
        10_000, static count => "enum { " + string.Join(", ", Enumerable.Range(0, count).Select(static i => $"constant_number_{i}")) + " };\n"
            + string.Concat(Enumerable.Range(0, count).Select(static i => $"#define macro_number_{i} function_number_{i}\n")));

    // Ten times the text may take forty times as long; a quadratic step would take a hundred.
    private static void AssertLinear(int count, Func<int, string> textOf)
    {
        string small = textOf(count / 10), large = textOf(count);
        TimeSpan limit = ProcessorTime.Least(() => ParserFixture.Of(small)) * 40;
        int declarations = 0;
        Assert.That(ProcessorTime.Least(() => declarations = ParserFixture.Of(large).Declarations.All.Count, wanted: limit), Is.LessThan(limit));
        Assert.That(declarations, Is.GreaterThanOrEqualTo(count));
    }

    [Test]
    public void Random_tokens_are_read_or_refused_with_a_position([Values(1, 2, 3)] int seed)
    {
        string[] words =
        [
            "int", "char", "struct", "union", "enum", "typedef", "x", "y", "T", "(", ")", "[", "]", "{", "}", ";", ",", "*", "...", "=", ":",
            "1", "0", "1.5", "\"s\"", "'c'", "+", "-", "?", "&&", "/", "const", "static", "extern", "sizeof", "__attribute__((packed))", "_Alignas(8)",
            "\n#define M", "\n", "M", "#", "\\", "@", "\"", "void", "unsigned", "_Static_assert", "asm", "__stdcall", "inline", "_Atomic", "~", "!",
        ];
        var random = new Random(seed);
        var texts = new List<string>();
        int read = 0;
        for (int i = 0; i < 20_000; i++)
        {
            var text = new StringBuilder();
            for (int n = random.Next(1, 25); n > 0; n--)
            {
                text.Append(words[random.Next(words.Length)]).Append(' ');
            }

            var c = new ParserFixture();
            try
            {
                c.Parser.Parse(text.ToString());
                read++;
            }
            catch (CDefinitionException exception)
            {
                Assert.That(exception.Diagnostics.All(d => d.Span.Start >= 0 && d.Span.End <= text.Length && d.Render().Length > 0), $"seed {seed}, text {text}");
                Assert.That(c.Declarations.All, Is.Empty, $"seed {seed}, text {text}");
            }
        }

        Assert.That(read, Is.GreaterThan(100));
    }

    [Test]
    public void Random_changes_of_a_good_text_are_read_or_refused([Values(1, 2)] int seed)
    {
        const string good = "typedef struct { int quot, rem; } div_t; int f(const char *s, ...); enum c { A, B = 1 << 3 };\n#define L (4 * 10)\nstruct s { unsigned a : 3; int b[L]; } __attribute__((packed)); void (*g(int (*h)(void)))(int);";
        var random = new Random(seed);
        for (int i = 0; i < 20_000; i++)
        {
            var text = new StringBuilder(good);
            for (int n = random.Next(1, 4); n > 0; n--)
            {
                int at = random.Next(text.Length);
                text[at] = random.Next(3) == 0 ? (char)random.Next(1, 0x3000) : good[random.Next(good.Length)];
            }

            try
            {
                new ParserFixture().Parser.Parse(text.ToString());
            }
            catch (CDefinitionException exception)
            {
                Assert.That(exception.Diagnostics, Is.Not.Empty, $"seed {seed}, text {text}");
            }
        }
    }
}
