using System.Numerics;
using NUnit.Framework;

namespace Cffi.Tests.Parsing;

public sealed class PreprocessorTests
{
    // The expected types are those of "extern int a[N];", where N is the value of the expansion.
    [TestCase("#define F(x) x + 1\nenum { N = F(2) };", 3)]
    [TestCase("#define F(x, y) x * y\nenum { N = F(3, (5)) };", 15)]
    [TestCase("#define F() 4\nenum { N = F() };", 4)]
    [TestCase("#define F(x) 1 x\nenum { N = F() };", 1)]
    [TestCase("#define CAT(a, b) a ## b\n#define XCAT(a, b) CAT(a, b)\nenum { N = XCAT(1, XCAT(2, 3)) };", 123)]
    [TestCase("#define V(...) G(__VA_ARGS__)\n#define G(a, b, c) a + b * c\nenum { N = V(1, 2, 3) };", 7)]
    [TestCase("#define V(f, ...) f(0, ## __VA_ARGS__)\n#define ONE(a) 8\n#define TWO(a, b) b\nenum { N = V(ONE) + V(TWO, 5) };", 13)]
    [TestCase("#define V(x, ...) x __VA_OPT__(+ 2 *) __VA_ARGS__\nenum { N = V(1) + V(1, 4) };", 10)]
    [TestCase("#define V(rest...) 3 + rest\nenum { N = V(4) };", 7)]
    [TestCase("#define f(x) x + g\n#define g(x) 10 * x\nenum { N = f(1)(2) };", 21)]
    [TestCase("#define NEST(x) (x)\nenum { N = NEST(NEST(NEST(5))) };", 5)]
    [TestCase("#define LONG_\\\nNAME 1\\\n2\nenum { N = LONG_NAME };", 12)]
    [TestCase("en\\\num { N = 1\\\r\n0 };", 10)]
    [TestCase("#define A 1\n#undef A\n#define A 2\nenum { N = A };", 2)]
    [TestCase("#undef NEVER\nenum { N = 1 };", 1)]
    [TestCase("enum { N = __SIZEOF_LONG__ * __CHAR_BIT__ };", 64)]
    [TestCase("enum { N = __INT_MAX__ == 2147483647 };", 1)]
    [TestCase("enum { N = __STDC_VERSION__ >= 201112L };", 1)]
    [TestCase("enum { N = __LINE__ };", 1)]
    [TestCase("#define LINE __LINE__\n\nenum { N = LINE };", 3)]
    public void Macros_are_replaced_as_C_says(string text, int value) =>
        Assert.That(ParserFixture.Of(text).Constant("N").Integer, Is.EqualTo((BigInteger)value));

    // C11 6.10.3.5, examples 3, 4, 5 and 7, as strings.
    [TestCase("#define x 3\n#define f(a) f(x * (a))\n#undef x\n#define x 2\n#define g f\n#define z z[0]\n#define h g(~\n#define m(a) a(w)\n#define w 0,1\n#define t(a) a\n#define p() int\n#define q(x) x\n#define r(x,y) x ## y\n#define str(x) # x\n#define xstr(x) str(x)\n#define S xstr(f(y+1) + f(f(z)) % t(t(g)(0) + t)(1);)", "f(2 * (y+1)) + f(2 * (f(2 * (z[0])))) % f(2 * (0)) + t(1);")]
    [TestCase("#define r(x,y) x ## y\n#define str(...) # __VA_ARGS__\n#define xstr(...) str(__VA_ARGS__)\n#define S xstr({ r(1,), r(,2), r(,), r(3,4) })", "{ 1, 2, , 34 }")]
    [TestCase("#define str(s) # s\n#define S str( \"a\\n\"   +  'b' )", "\"a\\n\" + 'b'")]
    [TestCase("#define hash_hash # ## #\n#define mkstr(a) # a\n#define in_between(a) mkstr(a)\n#define join(c, d) in_between(c hash_hash d)\n#define S join(x, y)", "x ## y")]
    [TestCase("#define t(x,y,z) x ## y ## z\n#define str(...) # __VA_ARGS__\n#define xstr(...) str(__VA_ARGS__)\n#define S xstr(t(1,2,3), t(,4,5), t(6,,7), t(8,9,), t(10,,), t(,11,), t(,,12), t(,,))", "123, 45, 67, 89, 10, 11, 12, ")]
    public void The_examples_of_the_standard_come_out_as_it_prints_them(string text, string expected)
    {
        ParserFixture c = ParserFixture.Of(text);
        string found = System.Text.Encoding.UTF8.GetString([.. c.Constant("S").StringBytes!]);
        Assert.That(found.Replace(" ", ""), Is.EqualTo(expected.Replace(" ", "")));
    }

    [TestCase("#if 1\nint yes;\n#else\nint no;\n#endif")]
    [TestCase("#if 0\nint no;\n#elif 1\nint yes;\n#elif 1\nint no;\n#else\nint no;\n#endif")]
    [TestCase("#ifdef NO\nint no;\n#else\nint yes;\n#endif")]
    [TestCase("#ifndef NO\nint yes;\n#endif")]
    [TestCase("#define A\n#ifndef A\n#elifdef A\nint yes;\n#endif\n#if 0\n#elifndef A\nint no;\n#endif")]
    [TestCase("#if defined A || !defined(B) && (2 > 1)\nint yes;\n#endif")]
    [TestCase("#define HAS defined(A)\n#define A\n#if HAS\nint yes;\n#endif")]
    [TestCase("#if 0\n#if 1\nint no;\n#else\nint no;\n#endif\n#error don't\n#bogus\nint @ no;\n#else\nint yes;\n#endif")]
    [TestCase("#if UNKNOWN == 0 && true && !false\nint yes;\n#endif")]
    [TestCase("#if -1 > 0u && 0x7fffffffffffffff + 1u == 1ull << 63 && 'a' == 97\nint yes;\n#endif")]
    [TestCase("#if 0 && 1 / 0 || (1 ? 2 : 3 % 0) == 2\nint yes;\n#endif")]
    [TestCase("#define MAX(a, b) ((a) > (b) ? (a) : (b))\n#if MAX(3, 4) == 4\nint yes;\n#endif")]
    [TestCase("#if __has_include(<stdint.h>) && !__has_include(\"zlib.h\") && defined(__has_include) && __has_attribute(packed) && !__has_attribute(nosuch)\nint yes;\n#endif")]
    [TestCase("#ifdef __has_c_attribute\n#if __has_c_attribute(deprecated) && __has_builtin(x) == 0\nint yes;\n#endif\n#endif")]
    [TestCase("#if defined(__x86_64__) && defined(__linux__) && __LP64__ && !defined(_WIN32) && __GNUC__ >= 4\nint yes;\n#endif")]
    [TestCase("#if defined(_WIN32) || \\\n  defined(__linux__)\nint yes;\n#endif")]
    [TestCase("#include <stdint.h>\n# include <stdio.h> // FILE\n#include \"stddef.h\"\nint yes;")]
    [TestCase("#ident \"x\"\n#pragma once\n#pragma GCC diagnostic push\n#\nint yes;")]
    public void The_taken_branch_is_read(string text)
    {
        ParserFixture c = ParserFixture.Of(text);
        Assert.That(c.Declarations.All.Where(d => d is VariableDeclaration).Select(d => d.Name), Is.EqualTo(new[] { "yes" }));
    }

    [TestCase("#if\n#endif", "CFFI1110", "expected a value")]
    [TestCase("#if 1 +\n#endif", "CFFI1110", "expected a value")]
    [TestCase("#if (1\n#endif", "CFFI1110", "expected ')'")]
    [TestCase("#if 1 2\n#endif", "CFFI1110", "expected an operator or the end of the line")]
    [TestCase("#if 1 / 0\n#endif", "CFFI1110", "division by zero")]
    [TestCase("#if NOSUCH(1)\n#endif", "CFFI1110", "'NOSUCH' is not a macro that takes arguments")]
    [TestCase("#if defined 3\n#endif", "CFFI1110", "'defined' needs a name")]
    [TestCase("#ifdef\n#endif", "CFFI1110", "'#ifdef' needs a name")]
    [TestCase("#if 1", "CFFI1111", "this '#if' has no '#endif'")]
    [TestCase("#else", "CFFI1111", "this '#else' has no '#if'")]
    [TestCase("#endif", "CFFI1111", "this '#endif' has no '#if'")]
    [TestCase("#if 1\n#else\n#else\n#endif", "CFFI1111", "'#else' comes after '#else'")]
    [TestCase("#error don't do \"this", "CFFI1107", "#error don't do \"this")]
    [TestCase("#include <zlib.h>", "CFFI1109", "Cffi does not read the header 'zlib.h'")]
    [TestCase("#include", "CFFI1102", "'#include' needs the name of a header")]
    [TestCase("#bogus", "CFFI1101", "the directive '#bogus' is not supported")]
    [TestCase("#define", "CFFI1102", "'#define' needs a name")]
    [TestCase("#define 3", "CFFI1102", "'#define' needs a name")]
    [TestCase("#undef", "CFFI1102", "'#undef' needs a name")]
    [TestCase("#define F(a, a) a", "CFFI1102", "the parameters of the macro 'F' are malformed")]
    [TestCase("#define F(a", "CFFI1102", "the parameters of the macro 'F' are malformed")]
    [TestCase("#define F(..., a) a", "CFFI1102", "the parameters of the macro 'F' are malformed")]
    [TestCase("#define F ## 1", "CFFI1102", "'##' needs a token on both sides")]
    [TestCase("#define F(a) a\nint x[F(1, 2)];", "CFFI1105", "the macro 'F' takes one argument, not 2")]
    [TestCase("#define F(a, b) a\nint x[F(1)];", "CFFI1105", "the macro 'F' takes 2 arguments, not 1")]
    [TestCase("#define CAT(a, b) a ## b\nint CAT(+, x);", "CFFI1105", "'##' cannot make one token of '+' and 'x'")]
    [TestCase("#pragma pack(3)", "CFFI1102", "this '#pragma pack' is malformed")]
    [TestCase("#pragma pack(pop)", "CFFI1102", "this '#pragma pack' is malformed")]
    [TestCase("#pragma push_macro(\"\")", "CFFI1102", "'#pragma push_macro' needs a name in quotes")]
    [TestCase("#pragma ms_struct on", "CFFI1101", "'#pragma ms_struct' changes layouts, and Cffi does not support it")]
    [TestCase("#line x", "CFFI1102", "this line marker is malformed")]
    public void A_wrong_directive_is_refused(string text, string id, string message)
    {
        CDiagnostic error = new ParserFixture().Errors(text + "\nint f(void);")[0];
        Assert.That((error.Id, error.Message), Is.EqualTo((id, message)));
    }

    [TestCase("#pragma nosuch", "'#pragma nosuch' has no effect here")]
    [TestCase("#warning careful", "#warning careful")]
    public void A_directive_can_warn(string text, string message) =>
        Assert.That(new ParserFixture().Parser.Parse(text + "\nint f(void);").Single().Message, Is.EqualTo(message));

    [Test]
    public void An_include_of_a_real_header_names_the_way_to_import_it() =>
        Assert.That(new ParserFixture().Errors("#include <zlib.h>")[0].Hint, Does.StartWith("paste the declarations that you need: \"echo '#include <zlib.h>' | gcc -E -P -\" prints them"));

    [Test]
    public void Line_markers_name_the_file_of_an_error() => Assert.That(ParserFixture.ErrorOf("# 12 \"include/a.h\" 1 3\nint f(void);\nnosuch g(void);\n# 4 \"b.h\" 2\nint h(void);"), Is.EqualTo("""
        include/a.h(13,1): error CFFI3001: unknown type name 'nosuch'
           13 | nosuch g(void);
              | ^~~~~~
              = hint: declare it first, for example as an opaque type: 'typedef ... nosuch;'
        """));

    [Test]
    public void A_line_directive_moves_the_numbers_and_keeps_the_file()
    {
        SourceSpan span = new ParserFixture().Errors("#line 100\nnosuch f(void);")[0].Span;
        Assert.That(span.FilePosition, Is.EqualTo(new FilePosition("<cdef>", 100, 1)));
        Assert.That(span.Position, Is.EqualTo(new CLinePosition(2, 1)));
    }

    [Test]
    public void An_error_in_a_macro_shows_where_the_user_wrote_it() => Assert.That(ParserFixture.ErrorOf("#define DECLARE(type, name) type name\nDECLARE(int, x);\nDECLARE(nosuch, y);"), Is.EqualTo("""
        <cdef>(3,9): error CFFI3001: unknown type name 'nosuch'
            3 | DECLARE(nosuch, y);
              |         ^~~~~~
              = hint: declare it first, for example as an opaque type: 'typedef ... nosuch;'
        """));

    [Test]
    public void Pragma_pack_comes_in_three_spellings()
    {
        ParserFixture c = ParserFixture.Of("""
            #define PACKED(n) _Pragma("pack(push, 2)") struct n { char c; int i; } _Pragma("pack(pop)")
            PACKED(a);
            __pragma(pack(push, 1)) struct b { char c; int i; }; __pragma(pack(pop))
            #define P 4
            #pragma pack(push)
            #pragma pack(P)
            struct c { char c; double d; };
            #pragma pack(pop)
            struct d { char c; int i; };
            """);
        Assert.That(new[] { "a", "b", "c", "d" }.Select(tag => LayoutEngine.Of(c.Record(tag), Target.LinuxX64).Size), Is.EqualTo(new long[] { 6, 5, 12, 8 }));
    }

    [Test]
    public void Targets_define_their_own_macros()
    {
        const string text = "#ifdef _WIN32\nenum { N = sizeof(long) + 100 };\n#elif __APPLE__\nenum { N = 7 };\n#elif defined(__i386__)\nenum { N = __SIZEOF_POINTER__ };\n#else\nenum { N = __LONG_MAX__ > 1 };\n#endif";
        Assert.That(Target.All.Select(target =>
        {
            var c = new ParserFixture(target);
            c.Parser.Parse(text);
            return (int)c.Constant("N").Integer;
        }), Is.EqualTo(new[] { 1, 4, 1, 7, 104, 104, 1, 1, 7, 104 }));
    }

    [Test]
    public void Annotations_of_Microsoft_are_ignored_by_name() => Assert.That(
        ParserFixture.Of("_Check_return_ _Success_(return != 0) int f(_In_ const char *a, _Out_writes_bytes_(n) void *b, _Inout_opt_ int *c, _In_range_(0, 5) int n);").TypeOf("f"),
        Is.EqualTo("int(const char *, void *, int *, int)"));

    [Test]
    public void A_macro_that_a_text_undefines_can_have_another_value_in_a_later_text()
    {
        ParserFixture c = ParserFixture.Of("#define N 1\n");
        c.Parser.Parse("#undef N\n#define N 2\n");
        Assert.That(c.Constant("N").Integer, Is.EqualTo((BigInteger)2));
    }

    [TestCase("#define M0 1 +\n", "#define M{0} M{1} M{1}\n", "M40 1")]
    [TestCase("#define M0(x) x + x\n", "#define M{0}(x) M{1}(M{1}(x))\n", "M40(1)")]
    [TestCase("#define M0(x) x x\n", "#define M{0}(x) M{1}(x x)\n", "M40(1)")]
    public void Macros_that_double_are_stopped(string first, string each, string use)
    {
        string text = first + string.Concat(Enumerable.Range(1, 40).Select(i => string.Format(null, each, i, i - 1))) + $"int a[{use}];\nint b oops;";
        Assert.That(new ParserFixture().Errors(text).Select(static error => error.Id), Is.EqualTo((string[])["CFFI1104"]), "nothing more is read");
    }

    [Test]
    public void Macro_calls_nested_without_measure_are_one_error()
    {
        string text = "#define F(x) x\nint a[" + string.Concat(Enumerable.Repeat("F(", 100_000)) + "1" + new string(')', 100_000) + "];";
        Assert.That(new ParserFixture().Errors(text)[0].Id, Is.EqualTo("CFFI1104").Or.EqualTo("CFFI2002"));
    }

    [Test]
    public void A_call_without_an_end_is_an_error() =>
        Assert.That(new ParserFixture().Errors("#define F(x) x\nint a[F(1];\nint b;")[0].Message, Is.EqualTo("this call of the macro 'F' has no end"));

    [Test]
    public void A_call_without_an_end_in_a_condition_is_one_error() =>
        Assert.That(new ParserFixture().Errors("#define F(x) x\n#if F(1\n#endif\n").Select(static error => error.Message), Is.EqualTo((string[])["this call of the macro 'F' has no end"]));

    [TestCase(200, true)]
    [TestCase(201, false)]
    public void Macro_calls_in_arguments_have_a_depth(int depth, bool isTaken)
    {
        string text = "#define F(x) x\nint a[" + string.Concat(Enumerable.Repeat("F(", depth)) + "3" + new string(')', depth) + "];";
        if (isTaken)
        {
            Assert.That(ParserFixture.Of(text).TypeOf("a"), Is.EqualTo("int[3]"));
        }
        else
        {
            CDiagnostic error = new ParserFixture().Errors(text)[0];
            Assert.That((error.Id, error.Message), Is.EqualTo(("CFFI1104", "macro calls are nested more than 200 deep")));
        }
    }
}
