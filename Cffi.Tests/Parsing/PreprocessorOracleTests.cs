using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Cffi.Tests.Fuzz;
using Cffi.Tests.Native;
using NUnit.Framework;

namespace Cffi.Tests.Parsing;

/// <summary>
/// Compares the preprocessor with <c>gcc -E</c>: chosen cases and random macros. CFFI_MACROS_FIRST and CFFI_MACROS_COUNT
/// repeat random cases; CFFI_SEED selects other cases.
/// </summary>
public sealed partial class PreprocessorOracleTests
{
    private const int DefaultCount = 6000;
    private const int CasesPerRun = 1000;

    private static readonly string[] Corners =
    [
        // Conditions. Cffi refuses some constructs for which gcc only warns: a comma, a second definition, a directive in arguments.
        "#if 1\nyes\n#elif 1 / 0\n#endif", "#if 1\nyes\n#elif\n#endif", "#if 1\nyes\n#elif (\n#elif 2 +\n#else\nno\n#endif", "#if 0\n#elif 0\n#elif 1\nyes\n#elif )\n#endif",
        "#if 0\n#if )\n#elif (\n#endif\n#else\nyes\n#endif", "#if 0\n#elif\n#endif", "#if\n#endif", "#ifdef\n#endif", "#if 0\n#ifdef\n#endif\n#endif", "#if 1\n#else\n#else\n#endif", "#if 1\n#else\n#elif 1\n#endif",
        "#if 0\n#else\nyes\n#endif trailing", "#ifdef X Y\n#else\nyes\n#endif", "#if 0\n#elifdef X\n#elifndef X\nyes\n#endif", "#if 1\nyes\n#elifdef\n#endif",
        "#if -1 >> 1u == -1\nyes\n#endif", "#if (0 ? 0u : -1) > 0\nyes\n#endif", "#if (1 ? -1 : 0u) > 0\nyes\n#endif", "#if (-1 || 0u) - 2 < 0\nyes\n#endif", "#if (2 > 1u) - 2 < 0\nyes\n#endif", "#if !0u - 2 < 0\nyes\n#endif",
        "#if -1 / 2u > 0\nyes\n#endif", "#if -8 % 3 == -2\nyes\n#endif", "#if 1 << 63 < 0\nyes\n#endif", "#if (1u << 63) > 0\nyes\n#endif", "#if -1 >> 70 == -1\nyes\n#endif", "#if 1 << -1 == 0\nyes\n#endif", "#if 8 >> -1 == 16\nyes\n#endif", "#if -1 >> 63 == -1\nyes\n#endif",
        "#if 1 << 64 == 0\nyes\n#endif", "#if 1u << -1u == 0\nyes\n#endif", "#if 0x8000000000000000 > 0\nyes\n#endif", "#if 9223372036854775808 > 0\nyes\n#endif", "#if 18446744073709551615 == -1\nyes\n#endif", "#if -9223372036854775807 - 1 < 0\nyes\n#endif",
        "#if '\\377' < 0\nyes\n#endif", "#if 'ab' == 24930\nyes\n#endif", "#if L'\\377' == 255\nyes\n#endif", "#if u'\\xffff' == 65535\nyes\n#endif", "#if '\\0' == 0 && '\\\\' == 92\nyes\n#endif", "#if u8'a' - 98 < 0\nyes\n#endif", "#if L'a' - 98 < 0\nyes\n#endif", "#if u'a' - 98 < 0\nyes\n#endif", "#if U'a' - 98 < 0\nyes\n#endif",
        "#if 1 == 2 == 0\nyes\n#endif", "#if 1 ? 2 : 0 ? 3 : 4\nyes\n#endif", "#if 1 ? 0 ? 3 : 4 : 5\nyes\n#endif", "#if 0 ? 1 : \n#endif", "#if 1 ? 2\n#endif",
        "#if 1.0\n#endif", "#if \"a\"\n#endif", "#if x\nno\n#else\nyes\n#endif", "#if x()\n#endif", "#if int\nno\n#else\nyes\n#endif", "#if defined\n#endif", "#if defined(X\n#endif", "#if defined X Y\n#endif", "#if defined(X) + defined X == 0\nyes\n#endif",
        "#define X\n#define D defined(X)\n#if D\nyes\n#endif", "#define D(x) defined(x)\n#define Y\n#if D(Y)\nyes\n#endif", "#define E\n#if E\n#endif", "#define E\n#if E + 1\nyes\n#endif", "#define F(x) x\n#if F\nno\n#else\nyes\n#endif", "#define F(x) x\n#if F(1\n#endif", "#if 1 //* c\nyes\n#endif", "#if /* a\n */ 1\nyes\n#endif",
        "#if 1'0 == 10\nyes\n#endif", "#if 0b101 == 5\nyes\n#endif", "#if 08\n#endif", "#if 1ul + 2LLU == 3\nyes\n#endif", "#if 1lul\n#endif", "#if 1i\n#endif", "#if assert\n#endif\nyes", "#if ~0u == 0xffffffffffffffff\nyes\n#endif", "#if ~0 < 0\nyes\n#endif", "#if - - 1 == 1\nyes\n#endif", "#if +1 +1 == 2\nyes\n#endif",
        "#else\n", "#endif\n", "#if 1\n", "#elif 1\n", "# if 1\nyes\n# endif", "#if 0\n'\n\"\n#endif\nyes", "#if 0\n/* ' \" */\n#else\nyes\n#endif", "%:if 1\nyes\n%:endif", "#if 0\n#error no\n#warning no\n#bogus\n#endif\nyes", "#bogus", "#\nyes", "# /* x */\nyes", "#error yes",

        // Definitions.
        "#define X 1\n#define X 1\nX", "#define X 1\n#define X  1\nX", "#define X 1 + 2\n#define X 1 +2\nX", "#define X 1 + 2\n#define X 1  /* c */ +   2\nX", "#define F(a) a\n#define F(a) a\nF(1)", "#define F(a, a) a", "#define F(a", "#define F(a,) a", "#define F(1) a", "#define F(..., a) a", "#define F(a...) a\nF(1, 2)", "#define F(a b) a", "#define F(...) __VA_ARGS__\nF() F(1) F(1, 2)",
        "#define defined", "#define", "#define 1", "#define X+1\nX", "#define F(x)x\nF(1)", "#define F (x)\nF", "#undef", "#undef X\nyes", "#undef X Y\nyes", "#undef defined", "#define X #\nX", "#define F(x) #\n", "#define F(x) #y\n", "#define F(x) # x\nF( a  b )", "#define X # x\nX", "#define X ## a", "#define X a ##", "#define F(x) ## x", "#define F(x) x ##", "#define X a ## b\nX", "#define __VA_ARGS__ 1\n", "#define F(x) __VA_ARGS__\n", "#define int long\nint", "#undef int\nint",

        // Replacement.
        "#define f(a) a*g\n#define g(a) f(a)\nf(2)(9)", "#define f(a) a f\nf(1)(2)", "#define NIL(xxx) xxx\n#define G_0(arg) NIL(G_1)(arg)\n#define G_1(arg) NIL(arg)\nG_0(42)", "#define AA BB\n#define BB AA\nAA BB", "#define x x y\n#define y x\nx y", "#define f(x) f(x + 1) x\nf(f(2))", "#define A B C\n#define B A\n#define C(x) [x]\nA(1)", "#define f() f\n#define g f()\ng() g()()", "#define foo() bar\nfoo\n()", "#define foo(x) bar x\nfoo(foo) (2)", "#define m1() m2(\n#define m2(x) [x]\nm1() 1 )", "#define A 1 )\n#define F(x) <x>\nF(A", "#define L (\n#define F(x) <x>\nF L 1 )", "#define F(x) <x>\n#define G F\nG(1) G (2)", "#define E\n#define F(x) <x>\nF E (1)", "#define F(x, y) <x|y>\n#define P 1, 2\nF(P, 3) F((P), 3)", "#define F(x) <x>\nF((1, 2)) F()", "#define F(x, y) <x|y>\nF(,) F(1,) F(,2)", "#define F() <>\nF() F( )", "#define F(x) x\nF(1, 2)", "#define F(x, y) x\nF(1)", "#define F() x\nF(1)", "#define F(x) x\nF(", "#define F(x) x\nF", "#define F(x) [x]\nF(F)(1) F(F(F))(1)",
        "#define f(x) x\n#define z z1 f\nf(z)(2) z(3)", "#define a a b\n#define b(x) <x a>\n#define h(x) x\nh(a)(1) a(2) h(h(a)(3))", "#define obj(x) x obj\n#define id(x) x\nid(obj)(4) id(id(obj))(4) id(obj(id)(5))", "#define q(x) x q\nq(q)(q)(1)", "#define X Y Z\n#define Y(a) Z a\n#define Z X\nX Y(Z) Y(X) X(X)",

        // # and ##.
        "#define S(x) #x\nS(\"a\\n\" '\\'' '\"') S(\\) S() S( a\n b ) S(a/* c */b) S('\\0') S(L\"a\\\\\") S(@) S(a , b)", "#define S(...) #__VA_ARGS__\nS(a,b , c) S() S( , )", "#define S(x) #x\n#define T(x) S(x)\n#define N 1 + 2\nS(N) T(N) T(T(N)) S(T(N))", "#define S(x) #x x\n#define N 3\nS(N) S(S(N))", "#define C(x, y) x ## y\nC(a, b) C(1, 2) C(a, 1) C(, b) C(a, ) C(, ) C(-, >) C(<<, =) C(., 1) C(1, .) C(L, 'a') C(L, \"x\") C(u8, \"x\")", "#define C(x, y) x ## y\nC(+, 1)", "#define C(x, y) x ## y\nC(\"a\", \"b\")", "#define C(x, y) x ## y\nC(/, /)", "#define C(x, y) x ## y\nC(a, -)", "#define C(x, y) x ## y\n#define AB 7\n#define A Q\n#define B R\nC(A, B) C(A, A)", "#define C(x, y) x ## y\n#define D(x, y) C(x, y)\n#define A 1\nD(A, A) C(A, A) D(C(A, A), A)", "#define C(x, y, z) x ## y ## z\nC(a, b, c) C(, b, ) C(a, , c) C(, , ) C(1, e, 5)", "#define C(x) x ## x\n#define aa bb\nC(a) C(C(a))", "#define C(x, y) [x ## y]\nC(a b, c d) C(a b, ) C(, c d)", "#define H # ## #\nH", "#define P(x) x ## 1 ## x\nP(a)", "#define F(x) L ## #x\nF(a b)", "#define F(x) #x ## 1\nF(a)", "#define E\n#define C(x, y) x ## y\nC(E, E) C(E E, E)", "#define self self ## 1\nself self1", "#define AB(x) <x>\n#define C(x, y) x ## y\nC(A, B)(1) C(C, ()(a, b)",
        "#define C(x, y) x ## y\nC(C, )(1, 2) C(, C)(1, 2)", "#define f f1\n#define f1 f\n#define C(x, y) x ## y\nC(f, 1) C(f, )", "#define xx(x) x ## x\n#define A xx(A)\nA", "#define J(a, b) a ## b\n#define JJ(a, b) J(a, b)\n#define A JJ(A, 1)\nA JJ(A, 2)",

        // Variadic ones.
        "#define V(x, ...) f(x, ## __VA_ARGS__)\nV(1) V(1,) V(1, 2) V(1, 2, 3) V()", "#define V(...) f(0, ## __VA_ARGS__)\nV() V(1) V(1, 2) V( )", "#define V(x...) f(0, ## x)\nV() V(1) V(1, 2)", "#define V(x, y...) f(x, ## y)\nV(1) V(1,) V(1, 2, 3)", "#define V(x, ...) , ## __VA_ARGS__ x\nV(1) V(1, 2) V(1,)", "#define V(x, ...) x , ## __VA_ARGS__ ## y\nV(1) V(1, 2)", "#define V(...) , ## __VA_ARGS__\nV() V(1) [V()]", "#define V(...) ,##__VA_ARGS__ + ,##__VA_ARGS__\nV() V(a, b)", "#define E\n#define V(x, ...) [x, ## __VA_ARGS__]\nV(1, E) V(E) V(E, E) V(1, , )", "#define N 3\n#define V(x, ...) [x, ## __VA_ARGS__]\nV(1, N) V(N, N N)", "#define V(x, ...) [x ## , ## __VA_ARGS__]\nV(, 1)", "#define V(x, ...) [x, ## __VA_ARGS__ __VA_ARGS__]\nV(1) V(1, 2, 3)",
        "#define V(x, ...) x __VA_OPT__(+ x) __VA_ARGS__\nV(1) V(1,) V(1, 2)", "#define V(...) f(0 __VA_OPT__(,) __VA_ARGS__)\n#define E\nV() V(E) V(1) V( ) V(,)", "#define V(x, ...) a ## __VA_OPT__(x) ## b\nV(1) V(1, 2) V(, 2)", "#define V(x, ...) __VA_OPT__(x ## x) # x\nV(1) V(a, 2)", "#define V(x, ...) #__VA_OPT__(x __VA_ARGS__)\nV(1) V(1, 2 , 3)", "#define V(...) __VA_OPT__((a, (b)))\nV() V(1)", "#define V(...) __VA_OPT__(", "#define V(...) __VA_OPT__", "#define V(x, ...) __VA_OPT__(a ## __VA_ARGS__) ## c\nV(1, 2)", "#define V(x, ...) __VA_OPT__() ## x\nV(1) V(1, 2)", "#define V(x, ...) x ## __VA_OPT__(__VA_ARGS__) end\nV(a) V(a, 1, 2)", "#define V(...) __VA_OPT__(__VA_OPT__(a))\n", "#define F(x) __VA_OPT__(x)\nF(1)", "#define V(x, ...) <__VA_OPT__(x)>\n#define N 5\nV(N) V(N, N)",

        // Pushed macros, counters, includes, lines, joined lines.
        "#define X 1\n#pragma push_macro(\"X\")\n#define Y X\n#undef X\n#define X 2\nX\n#pragma pop_macro(\"X\")\nX Y", "#pragma push_macro(\"X\")\n#define X 2\nX\n#pragma pop_macro(\"X\")\nX", "#pragma pop_macro(\"X\")\nX", "#define X 1\n#pragma push_macro(\"X\")\n#pragma push_macro(\"X\")\n#undef X\n#pragma pop_macro(\"X\")\nX\n#undef X\n#pragma pop_macro(\"X\")\nX", "#define X 1\n_Pragma(\"push_macro(\\\"X\\\")\") X\n#undef X\nX\n_Pragma(\"pop_macro(\\\"X\\\")\") X",
        "#undef __linux__\n#ifdef __linux__\nno\n#else\nyes\n#endif", "#undef __INT_MAX__\n__INT_MAX__", "#undef __SIZE_TYPE__\n#undef __x86_64__\n#undef __CHAR_BIT__\n#undef __LP64__\n__SIZE_TYPE__ __x86_64__ __CHAR_BIT__ __LP64__", "#define __INT_MAX__ 3\n__INT_MAX__", "#pragma push_macro(\"__INT_MAX__\")\n#undef __INT_MAX__\n__INT_MAX__\n#pragma pop_macro(\"__INT_MAX__\")\n#if __INT_MAX__ > 3\nyes\n#endif", "#undef __INT_MAX__\n#pragma push_macro(\"__INT_MAX__\")\n#define __INT_MAX__ 4\n#pragma pop_macro(\"__INT_MAX__\")\n__INT_MAX__", "#pragma push_macro(\"__INT_MAX__\")\n#define __INT_MAX__ 4\n__INT_MAX__\n#pragma pop_macro(\"__INT_MAX__\")\n#if __INT_MAX__ > 4\nyes\n#endif",
        "__COUNTER__ __COUNTER__ __COUNTER__", "#define C __COUNTER__\n#define J(a, b) a ## b\n#define K(a, b) J(a, b)\nK(x, C) K(x, C) C", "#if __COUNTER__ == 0\nyes __COUNTER__\n#endif", "#define D(x) x x\nD(__COUNTER__) __COUNTER__", "#ifdef __COUNTER__\nyes\n#endif", "__INCLUDE_LEVEL__",
        "__LINE__\n\n__LINE__\n#line 50\n__LINE__\n#line 7 \"q.c\"\n__LINE__ __FILE__", "#define L __LINE__\nL\n\\\nL", "#define F(x) x __LINE__\nF(\n1\n)", "__LI\\\nNE__", "#def\\\nine X 4\nX", "#define X a\\\nb\nX", "a\\\n\\\nb", "\"a\\\nb\"", "// c \\\nno\nyes", "/\\\n/ no\nyes", "/\\\n* no *\\\n/ yes", "#define X 1 // c \\\n2\nX", "a\\ \nb", "+\\\n+ -\\\n> <\\\n<=", "0\\\nx1f", "1\\\n.5e\\\n+3", "L\\\n\"x\"", "#if 1 \\\n + 1\nyes\n#endif", "#\\\ndefine X 3\nX", "\\\n#define X 3\nX",
        "<: :> <% %> %: %:%:", "a+++++b a---b x<<=>>=1 ... .. . ->*", "1..2 1.e+5.x 0x1p-3+2 1e+x .5.5 1_000 0xe+1", "a/**/b a/* */b /*/ */ c", "'a' L'b' u'c' U'd' u8'e' \"s\" L\"t\" u8\"u\" LL\"v\"", "#define u 3\nu\"x\" u 'x' u'x'", "\u00e9\u00e8 x\u00e9", "$a a$b", "_Pragma(\"once\") x", "#define P(x) _Pragma(#x) y\nP(once)", "??=define X 1\nX",
        "\\u00e9 \u00e9 x\\u0301 \\U0001F600 \\u540dx a\\u0024", "#define \\u00e9 3\n\u00e9 \\U000000E9 x\\u00e9 \\u00e9x", "\\u0041", "\\u0301x", "a\\u00a0b", "#define C(x, y) x ## y\nC(a, \\u00e9) C(\u00e9, 1) C(\u00e9, \\u00e9)", "#define \u540d(x) <x>\n\\u540d(1)", "#ifdef \\u00e9\n#else\nyes\n#endif", "#if \\u00e9 == 0\nyes\n#endif",
    ];

    public static IEnumerable<TestCaseData> CornerCases => Corners.Select(static text => new TestCaseData(text).SetArgDisplayNames(text.Replace("\n", " | ", StringComparison.Ordinal)));

    [TestCaseSource(nameof(CornerCases))]
    public void A_corner_is_read_as_gcc_reads_it(string text)
    {
        (string output, string errors) = CCompiler.Gcc.Preprocess(text + "\n", "-std=gnu2x", "-P", "-w");
        (string? ours, string ownErrors) = PreprocessedText.Of(text + "\n", Target.LinuxX64);
        bool isRefused = errors.Contains("error:", StringComparison.Ordinal);
        Assert.That(ours, isRefused ? Is.Null : Is.EqualTo(PreprocessedText.Lexed(WithCharacters(WithoutPragmas(output)))), $"{text}\n--- gcc\n{output}{errors}\n--- ours\n{ownErrors}");
    }

    [Test]
    public void Random_macros_are_replaced_as_gcc_replaces_them()
    {
        int first = FuzzSettings.Number("CFFI_MACROS_FIRST", 0);
        int count = FuzzSettings.Number("CFFI_MACROS_COUNT", DefaultCount);
        int wrong = 0;
        int refused = 0;
        for (int start = first; start < first + count; start += CasesPerRun)
        {
            int size = Math.Min(CasesPerRun, first + count - start);
            string[] cases = [.. Enumerable.Range(start, size).Select(static i => new RandomMacros(SplitMix64.ForCase(FuzzSettings.Seed, i)).Text())];
            Answer[] answers = Ask(cases);
            for (int i = 0; i < size; i++)
            {
                (string? ours, string ownErrors) = PreprocessedText.Of(cases[i], Target.LinuxX64);
                string? theirs = answers[i].Errors.Length > 0 ? null : PreprocessedText.Lexed(answers[i].Output);
                refused += theirs is null ? 1 : 0;
                if (ours != theirs && wrong++ < 10)
                {
                    TestContext.Out.WriteLine($"CFFI_SEED={FuzzSettings.Seed} CFFI_MACROS_FIRST={start + i} CFFI_MACROS_COUNT=1\n{cases[i]}\n--- gcc\n{theirs}{answers[i].Errors}\n--- ours\n{ours}{ownErrors}\n");
                }
            }
        }

        TestContext.Out.WriteLine($"{count} random sets of macros, {refused} refused by gcc, {wrong} wrong, seed {FuzzSettings.Seed}");
        Assert.That(wrong, Is.Zero);
        Assert.That(refused, Is.LessThan(count / 2));
    }

    private static string WithoutPragmas(string output) =>
        string.Join('\n', output.Split('\n').Where(static line => !line.StartsWith("#pragma", StringComparison.Ordinal)));

    // gcc prints non-ASCII characters in names as numbers.
    private static string WithCharacters(string output) =>
        CharacterName().Replace(output, static match => char.ConvertFromUtf32(int.Parse(match.Groups[1].Value, NumberStyles.HexNumber, CultureInfo.InvariantCulture)));

    [GeneratedRegex(@"\\U([0-9a-f]{8})")]
    private static partial Regex CharacterName();

    // One run of gcc for many cases. A file name before each case identifies its output and its errors.
    private static Answer[] Ask(string[] cases)
    {
        var text = new StringBuilder();
        for (int i = 0; i < cases.Length; i++)
        {
            foreach (string name in RandomMacros.Names)
            {
                text.Append(CultureInfo.InvariantCulture, $"#undef {name}\n");
            }

            text.Append(CultureInfo.InvariantCulture, $"\n#line 1 \"case{i}\"\ncffi_case_{i};\n{cases[i]}\n");
        }

        (string output, string errors) = CCompiler.Gcc.Preprocess(text.ToString(), "-std=gnu2x", "-P", "-w", "-fmax-errors=0");
        var all = new Answer[cases.Length];
        MatchCollection marks = CaseMark().Matches(output);
        Array.Fill(all, new Answer("", "no output"));
        for (int i = 0; i < marks.Count; i++)
        {
            int start = marks[i].Index + marks[i].Length;
            int end = i + 1 < marks.Count ? marks[i + 1].Index : output.Length;
            all[int.Parse(marks[i].Groups[1].Value, CultureInfo.InvariantCulture)] = new Answer(output[start..end], "");
        }

        foreach (Match match in ErrorOfCase().Matches(errors))
        {
            int index = int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture);
            all[index] = all[index] with { Errors = all[index].Errors + match.Value + "\n" };
        }

        return all;
    }

    [GeneratedRegex(@"cffi_case_(\d+)\s*;")]
    private static partial Regex CaseMark();

    [GeneratedRegex(@"^case(\d+):.*error:.*$", RegexOptions.Multiline)]
    private static partial Regex ErrorOfCase();

    private sealed record Answer(string Output, string Errors);
}
