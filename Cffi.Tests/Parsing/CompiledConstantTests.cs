using Cffi.Tests.Native;
using NUnit.Framework;

namespace Cffi.Tests.Parsing;

/// <summary>Tables of constants, compared with compilers that read the same text.</summary>
public sealed class CompiledConstantTests
{
    private const string Enums = "enum u { U }; enum s { S = -1 }; enum w { W = 0x100000000 }; enum v { V = 0xffffffffffffffff };";
    private const string FixedEnums = "enum b : unsigned char { B }; enum h : short { H }; enum l : long long { L };";

    private static readonly string[] Casts =
    [
        "(enum u)-1", "(enum u)4294967297", "(enum s)4294967295", "(enum s)0x1ffffffff", "(enum w)-1", "(enum v)-1", "(enum u)1 - 2 < 0", "(enum s)1 - 2 < 0", "-(enum u)1 > 0", "~(enum u)0 > 0",
        "(enum u)-1 >> 31", "(enum w)1 << 8", "(0 ? (enum u)0 : -1) > 0", "(1 ? -1 : (enum u)0) > 0", "sizeof((enum w)1 + 0)", "(enum u)3.9", "(enum s)-3.9",
    ];

    private static readonly string[] FixedCasts = ["(enum b)257", "(enum b)-1", "(enum h)32768", "(enum h)-32769", "(enum l)-1", "-(enum b)1 < 0", "(enum b)255 + 1", "(enum h)3.9", "sizeof((enum b)1 + 0)"];

    [TestCase("linux-x64")]
    [TestCase("linux-x86")]
    [TestCase("linux-arm64")]
    [TestCase("win-x64")]
    [TestCase("osx-arm64")]
    public void A_number_cast_to_an_enum_has_the_value_that_compilers_give_it(string name)
    {
        Target target = Target.Find(name)!;
        Compare(CCompiler.ClangFor(target), target, Enums + FixedEnums, [.. Casts, .. FixedCasts]);
        if (name.StartsWith("linux", StringComparison.Ordinal))
        {
            Compare(CCompiler.GccFor(target), target, Enums, Casts);
        }
    }

    // Constants are rounded once, half to even: also halfway between two doubles, with more digits than a double has, among
    // subnormal numbers, and if an intermediate power of 2 is outside the range of doubles.
    [Test]
    public void A_floating_constant_is_rounded_as_gcc_rounds_it()
    {
        string[] texts =
        [
            "1.00000017881393432617187499f", "1.00000017881393432617187500f", "1.00000017881393432617187501f", "0.1f", "3.4028235677973366e38f", "1e-45f", "7.0064923216240854e-46f", "7.0064923216240853e-46f", "16777217.f", "16777219.f",
            "0x1.000001p0f", "0x1.0000010000000000000001p0f", "0x1.000003p0f", "0x1.ffffffp0f", "0x1.fffffefffffffffffffffp127f", "0x1p-149f", "0x1p-150f", "0x1.0000001p-150f", "0x1.8p-149f", "0x2.8p-149f", "0x1.8p-150f", "0x1p-151f",
            "0x1.00000000000008p0", "0x1.000000000000080000000000000000000001p0", "0x1.00000000000018p0", "0x1.fffffffffffff8p0", "0x1.fffffffffffff7ffffffffffffffp0", "0x1p-1074", "0x1p-1075", "0x1.00000000000000000001p-1075", "0x1.8p-1074", "0x2.8p-1074",
            "0x0.8p-1074", "0x1.fffffffffffffp1023", "0x0p0", "0x0p9999", "0x0.0p-9999", "0x.8p1", "0x8.p-3", "0xabcdef.ABCDEFp4", "0x123456789abcdef01p0", "0x123456789abcdef0123456789p-90", "0x1p+4", "0X1P4", $"0x1{new string('0', 400)}p-1600", $"0x0.{new string('0', 400)}1p1604", $"0x{new string('0', 1200)}1p0", "1e-400", "4.9e-324", "2.4703282292062328e-324", "2.4703282292062327e-324",
            "1.7976931348623157e308", ".5", "5.", "5.e1", "1E+2", "1e-2", "9007199254740993.", "9007199254740993.00000000000000000001",
        ];
        var c = new ParserFixture();
        c.Parser.Parse(string.Concat(texts.Select(static (text, i) => $"#define M{i} {text}\n")));
        double[] theirs = ConstantOracle.AskNumbers(CCompiler.Gcc, texts);
        Assert.Multiple(() =>
        {
            for (int i = 0; i < texts.Length; i++)
            {
                double value = c.Declarations.FindIdentifier($"M{i}") is ConstantDeclaration { Value: { } constant } ? constant.Floating : throw new AssertionException($"{texts[i]}: {c.Parser.ReasonNotConstant($"M{i}")}");
                Assert.That(value, Is.EqualTo(theirs[i]), texts[i]);
            }
        });
    }

    // Characters at which the length of UTF-8 or UTF-16 changes, as escape sequences and as characters; the concatenation of
    // several literals; escape sequences of every length.
    [Test]
    public void A_string_has_the_code_units_that_gcc_gives_it()
    {
        string[] edges = [@"\x01\x7f", @"\0\7\77\377", @"\00000", @"\1234", @"\a\b\f\n\r\t\v\\\'\""\?\e", "\u007f\u0080\u07ff\u0800\ud7ff\ue000\uffff", "\U00010000\U0001F600\U0010ffff", @"\u00a0\u07ff\u0800\ud7ff\ue000\uffff", @"\U00010000\U0010ffff\u0040", "?? 'x' \t//"];
        string[] texts =
        [
            .. edges.SelectMany(static text => (string[])[$"\"{text}\"", $"u8\"{text}\"", $"u\"{text}\"", $"U\"{text}\"", $"L\"{text}\""]),
            @"""\xff""", @"u""\xffff\x100""", @"U""\xffffffff""", @"L""\xffffffff\x10000""", @"u""\400\777""", @"""a"" ""b""", @"""a"" L""b""", @"L""a"" ""b"" L""c""", @"u""a"" ""\u20ac""", @"""\x80"" U""b""", @"u8""a"" ""\u20ac""", @"""a"" u8""b""", @"""\x1"" ""2""", @""""" """"", @"L""""",
        ];
        var c = new ParserFixture();
        c.Parser.Parse(string.Concat(texts.Select(static (text, i) => $"#define M{i} {text}\n")));
        CConstant[] ours = [.. texts.Select((text, i) => c.Declarations.FindIdentifier($"M{i}") is ConstantDeclaration { Value: { } value } ? value : throw new AssertionException($"{text}: {c.Parser.ReasonNotConstant($"M{i}")}"))];
        byte[][] theirs = ConstantOracle.AskStrings(CCompiler.Gcc, texts, "-std=gnu2x");
        Assert.Multiple(() =>
        {
            for (int i = 0; i < texts.Length; i++)
            {
                var type = (CArrayType)ours[i].Type;
                int unit = (int)LayoutEngine.Of(type.Item, Target.LinuxX64).Size;
                Assert.That(ours[i].StringBytes!.Concat(new byte[unit]), Is.EqualTo(theirs[i]), texts[i]);
                Assert.That(LayoutEngine.Of(type, Target.LinuxX64).Size, Is.EqualTo(theirs[i].Length), texts[i]);
            }
        });
    }

    [TestCase("linux-x64")]
    [TestCase("linux-x86")]
    [TestCase("linux-arm64")]
    public void A_character_or_an_integer_has_the_value_and_type_that_gcc_gives_it(string name)
    {
        string zeros = new('0', 70);
        string[] texts =
        [
            "'a'", @"'\x7f'", @"'\x80'", @"'\xff'", @"'\0'", @"'\''", "'\"'", @"'\?'", "'ab'", "'abc'", "'abcd'", @"'\x80\x80'", @"'\x80yz'", @"'a\x80'", @"'\xff\xff\xff\xff'", @"'\0\0\0\1'", @"'\177\200'",
            "'\u00e9'", @"'\u00e9'", @"'\u20ac'", @"'\U0001F600'", @"L'\xffffffff'", @"L'\x80'", @"L'\U0001F600'", "L'\u00e9'", @"u'\uffff'", @"u'\xffff'", @"u'\x80'", @"U'\U0010ffff'", @"U'\xffffffff'", @"u8'\x7f'", @"u8'\x80'", @"u8'\xff'", "u8'a'",
            $"0x{zeros}1", $"0b{zeros}1", $"0{zeros}7", "0b" + new string('1', 31), "0b" + new string('1', 32), "0b" + new string('1', 63), "0b" + new string('1', 64), "0x123456789abcdef", "0x1234567890abcdef", "0xFEDCBA9876543210", "01777777777777777777777", "0x0'1", "0B1'0", "0X1F", "1'2'3", "1234567890123456", "12345678901234567", "9223372036854775807",
            "1u", "1U", "1l", "1L", "1ul", "1Lu", "1ll", "1LL", "1ull", "1LLU", "1uLL", "1llU", "00", "0u", "0x0l",
        ];
        string[] expressions = [.. texts.SelectMany(static text => (string[])[text, $"sizeof({text})", $"(({text}) * 0 - 1) < 0"])];
        Compare(CCompiler.GccFor(Target.Find(name)!), Target.Find(name)!, "", expressions, "-std=gnu2x");
    }

    // All operators on all pairs, with NaN and infinities.
    [Test]
    public void Floating_constants_are_computed_and_compared_as_gcc_does_it()
    {
        string[] operands = ["1.5", "-1.5", "0.1f", "0.1", "2", "3u", "-1", "0.0", "-0.0f", "1e300", "(0.0 / 0.0)", "(1.0 / 0.0)", "1.f", "1"];
        string[] signs = ["+", "-", "*", "/", "<", ">", "<=", ">=", "==", "!=", "&&", "||"];
        string[] all =
        [
            .. operands.SelectMany(left => operands.SelectMany(right => signs.Select(sign => $"{left} {sign} {right}"))).Distinct(),
            .. operands.SelectMany(left => operands.SelectMany(right => (string[])[$"1 ? {left} : {right}", $"0 ? {left} : {right}"])),
            .. operands.SelectMany(static operand => (string[])[$"!({operand})", $"-({operand})", $"+({operand})", $"{operand} ? 5 : 6", $"(_Bool){operand}", $"(float){operand}", $"(double){operand}", $"(enum u)({operand} && 1)"]),
            "2.5L > 2.5f", "2.5L / 0.5f", "-2.5L", "1 ? 1.5f : 2.5L", "(long)1.9", "(long)-1.9f", "(unsigned char)255.9", "(short)-32768.5", "(unsigned long)18446744073709549568.0", "(long)-9223372036854775808.0",
        ];
        string[] sizes = [.. all.Select(static expression => $"sizeof({expression})")];
        double[] theirs = ConstantOracle.AskNumbers(CCompiler.Gcc, ["(enum u { U })0", .. all, .. sizes]);
        var c = new ParserFixture();
        c.Parser.Parse("enum u { U };\n" + string.Concat(((string[])[.. all, .. sizes]).Select(static (expression, i) => $"#define M{i} ({expression})\n")));
        Assert.Multiple(() =>
        {
            for (int i = 0; i < all.Length + sizes.Length; i++)
            {
                CConstant ours = c.Declarations.FindIdentifier($"M{i}") is ConstantDeclaration { Value: { } constant } ? constant : throw new AssertionException($"{all[i % all.Length]}: {c.Parser.ReasonNotConstant($"M{i}")}");
                double value = ours.Type is CPrimitiveType { IsFloating: true } ? ours.Floating : (double)ours.Integer;
                Assert.That(BitConverter.DoubleToInt64Bits(value) == BitConverter.DoubleToInt64Bits(theirs[i + 1]) || (double.IsNaN(value) && double.IsNaN(theirs[i + 1])), $"{(i < all.Length ? all[i] : sizes[i - all.Length])} is {theirs[i + 1]}, not {value}");
            }
        });
    }

    // Pairs of pointers, null pointer constants of all forms, and zeros that are no such constants (C11 6.5.15p6).
    [Test]
    public void A_conditional_expression_of_pointers_has_the_type_that_gcc_gives_it()
    {
        string[] pointers = ["i", "ci", "vi", "a", "v", "cv", "vv"];
        string[] nulls = ["0", "(void *)0", "(void *)(1 - 1)", "(void *)Z", "(void *)'\\0'", "__extension__ (void *)0", "((void *)0L)", "(int *)0", "(const void *)0", "(void *)(void *)0", "(void *)1", "(void *)n"];
        string[] all = [.. pointers, .. nulls];
        string[] expressions =
        [
            .. from left in all
               from right in all
               where !(left == "0" && right == "0")
               select $"_Generic(n ? {left} : {right}, int *: 1, const int *: 2, volatile int *: 3, const volatile int *: 4, void *: 5, const void *: 6, volatile void *: 7, const volatile void *: 8, default: 9)",
        ];
        Compare(CCompiler.Gcc, Target.LinuxX64, "enum z { Z }; extern int n, *i, a[3]; extern const int *ci; extern volatile int *vi; extern void *v; extern const void *cv; extern volatile void *vv;", expressions);
    }

    private static void Compare(CCompiler compiler, Target target, string before, string[] expressions, params string[] options)
    {
        long[] theirs = ConstantOracle.Ask(compiler, expressions.Select((expression, i) => (i == 0 ? before : "", $"(long long)({expression})")), options);
        var c = new ParserFixture(target);
        c.Parser.Parse(before + "\n" + string.Concat(expressions.Select(static (expression, i) => $"#define M{i} ({expression})\n")));
        Assert.Multiple(() =>
        {
            for (int i = 0; i < expressions.Length; i++)
            {
                string ours = c.Declarations.FindIdentifier($"M{i}") is ConstantDeclaration { Value: { } constant } ? $"{constant.Integer}" : $"refused: {c.Parser.ReasonNotConstant($"M{i}")}";
                string wanted = ours.StartsWith('-') || theirs[i] >= 0 ? $"{theirs[i]}" : $"{(ulong)theirs[i]}";
                Assert.That(ours, Is.EqualTo(wanted), $"{expressions[i]} for {target}");
            }
        });
    }
}
