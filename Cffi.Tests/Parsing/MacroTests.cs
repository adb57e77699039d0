using System.Numerics;
using NUnit.Framework;

namespace Cffi.Tests.Parsing;

public sealed class MacroTests
{
    [Test]
    public void Macros_build_on_macros_and_enumerators()
    {
        ParserFixture c = ParserFixture.Of("#define A 2\n#define B (A * C)\nenum { C = 5 };\n#define D \\\n  B + 1\n");
        Assert.That(c.Constant("B").Integer, Is.EqualTo((BigInteger)10));
        Assert.That(c.Constant("D").Integer, Is.EqualTo((BigInteger)11));
    }

    [Test]
    public void Macros_expand_in_later_declarations_and_texts()
    {
        ParserFixture c = ParserFixture.Of("#define N 10\n#define CONST const\n#define API extern __attribute__((visibility(\"default\")))\n#define EMPTY\nAPI int f(CONST char *s EMPTY);\nextern int a[N];");
        Assert.That(c.TypeOf("f"), Is.EqualTo("int(const char *)"));
        c.Parser.Parse("extern int b[N + 1];");
        Assert.That(c.TypeOf("b"), Is.EqualTo("int[11]"));
        Assert.That(c.Parser.ParseType("char[N]").CName, Is.EqualTo("char[10]"));
    }

    [Test]
    public void A_macro_does_not_expand_itself()
    {
        ParserFixture c = ParserFixture.Of("enum { A = 3 };\n#define A A\n#define P Q + 1\n#define Q P + 1\n#define stdin stdin\nextern FILE *stdin;");
        Assert.That(c.Constant("A").Integer, Is.EqualTo((BigInteger)3));
        Assert.That(c.Parser.ReasonNotConstant("P"), Is.EqualTo("unknown name 'P'"));
        Assert.That(c.Parser.ReasonNotConstant("stdin"), Is.EqualTo("'stdin' is not a constant"));
        Assert.That(c.TypeOf("stdin"), Is.EqualTo("FILE *"));
    }

    [Test]
    public void Three_dots_leave_the_value_to_the_compiler()
    {
        ParserFixture c = ParserFixture.Of("#define X ...\n");
        Assert.That(((ConstantDeclaration)c["X"]).IsPartial);
        Assert.That(c.Errors("int a[X];")[0].Message, Is.EqualTo("only the compiler knows the value of 'X'"));
    }

    [Test]
    public void An_identical_definition_is_legal_and_a_different_one_is_not()
    {
        ParserFixture c = ParserFixture.Of("#define X (1 + 2)\n#define X (1  +  2) // again\n");
        c.Parser.Parse("#define X (1 + 2)");
        Assert.That(c.Errors("#define X 3")[0].Render(), Is.EqualTo("""
            <cdef>(1,9): error CFFI1103: the macro 'X' is defined differently at <cdef>(1,1)
                1 | #define X 3
                  |         ^
                  = hint: remove one of the two, '#undef' it first, or set Override
            """));
        c.Parser.Parse("#define X 4", new CdefOptions { Override = true });
        Assert.That(c.Constant("X").Integer, Is.EqualTo((BigInteger)4));
    }

    [Test]
    public void A_function_like_macro_is_no_constant_and_says_so()
    {
        ParserFixture c = ParserFixture.Of("#define TWICE(x) ((x) * 2)\n#define NOT_ONE (3)\nextern int a[TWICE(2)];");
        Assert.That(c.Parser.ReasonNotConstant("TWICE"), Is.EqualTo("it is a function-like macro"));
        Assert.That(c.Constant("NOT_ONE").Integer, Is.EqualTo((BigInteger)3));
        Assert.That(c.TypeOf("a"), Is.EqualTo("int[4]"));
    }

    [Test]
    public void A_refused_text_defines_no_macro()
    {
        var c = new ParserFixture();
        c.Errors("#define N 3\nint a[N] oops;");
        Assert.That(c.Declarations.All, Is.Empty);
        Assert.That(c.Errors("int a[N];")[0].Message, Is.EqualTo("unknown name 'N'"));
        c.Parser.Parse("#define N 4");
        Assert.That(c.Constant("N").Integer, Is.EqualTo((BigInteger)4));
    }

    [Test]
    public void A_name_out_of_a_macro_is_shown_where_it_is_used() =>
        Assert.That(ParserFixture.ErrorOf("#define T nosuch *\nint x;\nT f(void);"), Is.EqualTo("""
            <cdef>(3,1): error CFFI3001: unknown type name 'nosuch'
                3 | T f(void);
                  | ^
                  = note: in expansion of macro 'T', defined at <cdef>(1,1)
                  = hint: declare it first, for example as an opaque type: 'typedef ... nosuch;'
            """));

    [Test]
    public void A_macro_that_doubles_is_stopped()
    {
        string text = "#define M0 1 +\n" + string.Concat(Enumerable.Range(1, 40).Select(i => $"#define M{i} M{i - 1} M{i - 1}\n")) + "int a[M40 1];";
        Assert.That(new ParserFixture().Errors(text)[0].Id, Is.EqualTo("CFFI1104"));
    }

    [Test]
    public void A_long_chain_of_macros_is_read()
    {
        string text = "#define M0 1\n" + string.Concat(Enumerable.Range(1, 10_000).Select(i => $"#define M{i} M{i - 1}\n")) + "#undef M0\n#define M0 7\nextern int a[M100];";
        Assert.That(ParserFixture.Of(text).TypeOf("a"), Is.EqualTo("int[7]"));
    }
}
