using System.Numerics;
using NUnit.Framework;

namespace Cffi.Tests.Parsing;

public sealed class ConstantTests
{
    private static CConstant Evaluate(string expression, Target? target = null)
    {
        var c = new ParserFixture(target);
        c.Parser.Parse($"enum e {{ THREE = 3 }}; struct s; typedef struct s *handle; typedef void (*destructor_t)(void *);\n#define X {expression}\n");
        return c.Declarations.FindIdentifier("X") is ConstantDeclaration { Value: { } value }
            ? value
            : throw new AssertionException("not a constant: " + c.Parser.ReasonNotConstant("X"));
    }

    [TestCase("42", "42", "int")]
    [TestCase("0x2A", "42", "int")]
    [TestCase("052", "42", "int")]
    [TestCase("0b101010", "42", "int")]
    [TestCase("0", "0", "int")]
    [TestCase("1'000'000", "1000000", "int")]
    [TestCase("42u", "42", "unsigned int")]
    [TestCase("42L", "42", "long")]
    [TestCase("42uLL", "42", "unsigned long long")]
    [TestCase("42llu", "42", "unsigned long long")]
    [TestCase("42ui64", "42", "unsigned long long")]
    [TestCase("42I64", "42", "long long")]
    [TestCase("2147483648", "2147483648", "long")]
    [TestCase("0x80000000", "2147483648", "unsigned int")]
    [TestCase("0xffffffffffffffff", "18446744073709551615", "unsigned long")]
    [TestCase("18446744073709551615", "18446744073709551615", "unsigned long long")]
    [TestCase("(4 * 10 + 2)", "42", "int")]
    [TestCase("7 - 2 - 1", "4", "int")]
    [TestCase("100 / 10 / 2", "5", "int")]
    [TestCase("-7 / 2", "-3", "int")]
    [TestCase("-7 % 2", "-1", "int")]
    [TestCase("1 << 4 | 1 << 2 & 7 ^ 2", "22", "int")]
    [TestCase("~0", "-1", "int")]
    [TestCase("~0u", "4294967295", "unsigned int")]
    [TestCase("-1u", "4294967295", "unsigned int")]
    [TestCase("-1 > 0u", "1", "int")]
    [TestCase("-1 > (unsigned char)0", "0", "int")]
    [TestCase("-1L < 0u", "1", "int")]
    [TestCase("!3 + !0", "1", "int")]
    [TestCase("- - -3", "-3", "int")]
    [TestCase("1 ? 2 : 3u", "2", "unsigned int")]
    [TestCase("0 ? 1 : 0 ? 2 : 3", "3", "int")]
    [TestCase("1 ? 0 ? 5 : 6 : 7", "6", "int")]
    [TestCase("1 || 1 / 0", "1", "int")]
    [TestCase("0 && 1 / 0", "0", "int")]
    [TestCase("1 ? 2 : 1 / 0", "2", "int")]
    [TestCase("1 < 2 == 2 > 1", "1", "int")]
    [TestCase("4294967295u + 1", "0", "unsigned int")]
    [TestCase("1 << 31", "-2147483648", "int")]
    [TestCase("1u << 31", "2147483648", "unsigned int")]
    [TestCase("-16 >> 2", "-4", "int")]
    [TestCase("(char)300", "44", "char")]
    [TestCase("(signed char)200", "-56", "signed char")]
    [TestCase("(_Bool)17", "1", "_Bool")]
    [TestCase("(int)3.9", "3", "int")]
    [TestCase("(int)-3.9", "-3", "int")]
    [TestCase("(unsigned)-1", "4294967295", "unsigned int")]
    [TestCase("(uint8_t)-1", "255", "uint8_t")]
    [TestCase("((destructor_t)-1)", "18446744073709551615", "void(*)(void *)")]
    [TestCase("((handle)0)", "0", "struct s *")]
    [TestCase("(void *)0 == 0", "1", "int")]
    [TestCase("sizeof(int)", "4", "size_t")]
    [TestCase("sizeof(long) + 1", "9", "unsigned long")]
    [TestCase("sizeof(void *) * 2", "16", "unsigned long")]
    [TestCase("sizeof 1L", "8", "size_t")]
    [TestCase("sizeof(struct { char c; int i; })", "8", "size_t")]
    [TestCase("sizeof((char)1)", "1", "size_t")]
    [TestCase("_Alignof(double)", "8", "size_t")]
    [TestCase("THREE + 1", "4", "int")]
    [TestCase("(THREE)", "3", "int")]
    [TestCase("'a'", "97", "int")]
    [TestCase("'\\n'", "10", "int")]
    [TestCase("'\\x41'", "65", "int")]
    [TestCase("'\\377'", "-1", "int")]
    [TestCase("'\\''", "39", "int")]
    [TestCase("'ab'", "24930", "int")]
    [TestCase("L'\\u20ac'", "8364", "wchar_t")]
    [TestCase("u'a'", "97", "char16_t")]
    [TestCase("U'a'", "97", "char32_t")]
    [TestCase("__extension__ 5", "5", "int")]
    [TestCase("1.5 < 2", "1", "int")]
    [TestCase("(1, 2)", null, null)]
    public void An_integer_constant_has_cs_value_and_type(string expression, string? value, string? type)
    {
        if (value is null)
        {
            Assert.That(() => Evaluate(expression), Throws.InstanceOf<AssertionException>());
            return;
        }

        CConstant constant = Evaluate(expression);
        Assert.That(constant.Integer, Is.EqualTo(BigInteger.Parse(value, System.Globalization.CultureInfo.InvariantCulture)));
        Assert.That(constant.Type.CName, Is.EqualTo(type));
    }

    [Test]
    public void Types_follow_the_target()
    {
        Assert.That(Evaluate("2147483648", Target.WindowsX64).Type.CName, Is.EqualTo("long long"));
        Assert.That(Evaluate("sizeof(long)", Target.WindowsX64).Integer, Is.EqualTo((BigInteger)4));
        Assert.That(Evaluate("sizeof(int) + 1", Target.WindowsX64).Type.CName, Is.EqualTo("unsigned long long"));
        Assert.That(Evaluate("'\\377'", Target.LinuxArm64).Integer, Is.EqualTo((BigInteger)255));
        Assert.That(Evaluate("(void *)-1", Target.LinuxX86).Integer, Is.EqualTo((BigInteger)uint.MaxValue));
    }

    [TestCase("1.5", 1.5, "double")]
    [TestCase(".5e1", 5.0, "double")]
    [TestCase("1.", 1.0, "double")]
    [TestCase("1e-3", 1e-3, "double")]
    [TestCase("0.1f", 0.1f, "float")]
    [TestCase("1.5L", 1.5, "long double")]
    [TestCase("0x1.8p1", 3.0, "double")]
    [TestCase("0x1p-1074", 4.9406564584124654e-324, "double")]
    [TestCase("1 + 0.5f", 1.5, "float")]
    [TestCase("1 / 2.0", 0.5, "double")]
    [TestCase("-1.5", -1.5, "double")]
    [TestCase("(float)0.1", 0.1f, "float")]
    [TestCase("1 ? 1 : 2.0", 1.0, "double")]
    public void A_floating_constant_has_cs_value_and_type(string expression, double value, string type)
    {
        CConstant constant = Evaluate(expression);
        Assert.That(constant.Floating, Is.EqualTo(value));
        Assert.That(constant.Type.CName, Is.EqualTo(type));
    }

    [TestCase("\"abc\"", new byte[] { 97, 98, 99 }, "char[4]")]
    [TestCase("\"\"", new byte[0], "char[1]")]
    [TestCase("\"a\" \"b\"", new byte[] { 97, 98 }, "char[3]")]
    [TestCase("\"\\0\\xff\\n\"", new byte[] { 0, 255, 10 }, "char[4]")]
    [TestCase("\"\u20ac\"", new byte[] { 0xe2, 0x82, 0xac }, "char[4]")]
    [TestCase("\"\\u00e9\"", new byte[] { 0xc3, 0xa9 }, "char[3]")]
    [TestCase("u8\"\U0001F600\"", new byte[] { 0xf0, 0x9f, 0x98, 0x80 }, "char[5]")]
    [TestCase("u\"\U0001F600\"", new byte[] { 0x3d, 0xd8, 0, 0xde }, "char16_t[3]")]
    [TestCase("L\"a\"", new byte[] { 97, 0, 0, 0 }, "wchar_t[2]")]
    public void A_string_constant_is_its_bytes(string expression, byte[] bytes, string type)
    {
        CConstant constant = Evaluate(expression);
        Assert.That(constant.StringBytes, Is.EqualTo(bytes));
        Assert.That(constant.Type.CName, Is.EqualTo(type));
    }

    [TestCase("1 / 0", "division by zero")]
    [TestCase("1 % 0", "division by zero")]
    [TestCase("2147483647 + 1", "the value 2147483648 overflows 'int'")]
    [TestCase("-2147483647 - 2", "the value -2147483649 overflows 'int'")]
    [TestCase("65536 * 65536", "the value 4294967296 overflows 'int'")]
    [TestCase("1 << 32", "a shift by 32 is out of range: 'int' has 32 bits")]
    [TestCase("1 << -1", "a shift by -1 is out of range: 'int' has 32 bits")]
    [TestCase("18446744073709551616", "this number needs more than 64 bits")]
    [TestCase("0x", "this number has no digits")]
    [TestCase("089", "'89' is neither a digit of this number nor a suffix of C")]
    [TestCase("12abc", "'abc' is neither a digit of this number nor a suffix of C")]
    [TestCase("1lul", "'lul' is neither a digit of this number nor a suffix of C")]
    [TestCase("NOPE", "unknown name 'NOPE'")]
    [TestCase("f(1)", "this is not a constant expression")]
    [TestCase("&THREE", "this is not a constant expression")]
    [TestCase("sizeof(struct s)", null)]
    [TestCase("offsetof(struct s, x)", "'struct s' is incomplete: it is declared, but not defined; declare its members, or use a pointer to it")]
    [TestCase("\"a\" + 1", "'+' does not take constants of types 'char[2]' and 'int'")]
    [TestCase("1.0 % 2", "'%' does not take constants of types 'double' and 'int'")]
    [TestCase("(int)1e10", "10000000000 does not fit 'int'")]
    [TestCase("(int)(1.0 / 0)", "Infinity does not fit 'int'")]
    [TestCase("(long)(-1.0 / 0)", "-Infinity does not fit 'long'")]
    [TestCase("(int)(0.0 / 0)", "NaN does not fit 'int'")]
    [TestCase("(unsigned char)256.0", "256 does not fit 'unsigned char'")]
    [TestCase("(unsigned char)-1.0", "-1 does not fit 'unsigned char'")]
    [TestCase("(enum e)4294967296.0", "4294967296 does not fit 'unsigned int'")]
    [TestCase("42li64", "'li64' is neither a digit of this number nor a suffix of C")]
    [TestCase("42i64l", "'i64l' is neither a digit of this number nor a suffix of C")]
    [TestCase("42i64u", "'i64u' is neither a digit of this number nor a suffix of C")]
    [TestCase("42i32", "'i32' is neither a digit of this number nor a suffix of C")]
    [TestCase("42i6", "'i6' is neither a digit of this number nor a suffix of C")]
    [TestCase("42uu", "'uu' is neither a digit of this number nor a suffix of C")]
    [TestCase("42lL", "'lL' is neither a digit of this number nor a suffix of C")]
    [TestCase("42lll", "'lll' is neither a digit of this number nor a suffix of C")]
    [TestCase("0b", "this number has no digits")]
    [TestCase("0b2", "this number has no digits")]
    [TestCase("0x1.8", "'0x1.8' is not a number of C")]
    [TestCase("0x.p1", "'0x.p1' is not a number of C")]
    [TestCase("0x1.2.3p1", "'0x1.2.3p1' is not a number of C")]
    [TestCase("1.2.3", "'1.2.3' is not a number of C")]
    [TestCase("'abcde'", "this character constant does not fit into an int")]
    [TestCase("L'ab'", "this character constant holds more than one character")]
    [TestCase("u8'\u00e9'", "this character constant holds more than one UTF-8 code unit")]
    [TestCase("L\"a\" u\"b\"", "these strings have different encodings")]
    [TestCase("u\"\\x10000\"", "an escape sequence is out of range")]
    [TestCase("''", "a character constant needs a character")]
    [TestCase("'\\q'", "this literal has an escape sequence that C does not have")]
    [TestCase("\"\\x100\"", "an escape sequence is out of range")]
    [TestCase("extern", "its body is not an expression")]
    [TestCase("1 +", "its body is not an expression")]
    [TestCase("1 2", "its body is not an expression")]
    [TestCase("1, 2", "its body is not an expression")]
    [TestCase("(1))", "its body is not an expression")]
    [TestCase("", "it is empty")]
    public void What_is_no_constant_is_remembered_with_its_reason(string expression, string? reason)
    {
        var c = new ParserFixture();
        c.Parser.Parse($"enum e {{ THREE = 3 }}; struct s;\n#define X {expression}\n");
        Assert.That(c.Declarations.FindIdentifier("X"), Is.Null);
        Assert.That(c.Parser.ReasonNotConstant("X"), reason is null ? Is.Not.Null : Is.EqualTo(reason));
    }

    [Test]
    public void An_error_in_a_constant_points_at_its_operator() =>
        Assert.That(ParserFixture.ErrorOf("int a[10 / (5 - 5)];"), Is.EqualTo("""
            <cdef>(1,10): error CFFI3012: division by zero
                1 | int a[10 / (5 - 5)];
                  |          ^
            """));

    [TestCase("static const int x = sizeof(int __attribute__((nosuch)));")]
    [TestCase("constexpr int x = sizeof(int __attribute__((nosuch)));")]
    [TestCase("int f(int a[sizeof(int __attribute__((nosuch)))]);")]
    public void A_constant_that_is_looked_at_twice_warns_once(string text) =>
        Assert.That(new ParserFixture().Parser.Parse(text).Select(static warning => warning.Message), Is.EqualTo(new[] { "the attribute 'nosuch' is unknown and has no effect" }));

    [Test]
    public void Long_chains_of_operators_do_not_overflow_the_stack()
    {
        Assert.That(Evaluate(string.Concat(Enumerable.Repeat("1+", 900)) + "1").Integer, Is.EqualTo((BigInteger)901));
        foreach (string part in new[] { "1+", "-", "~", "(int)", "sizeof ", "1?2:", "!" })
        {
            CDiagnostic error = new ParserFixture().Errors("int a[" + string.Concat(Enumerable.Repeat(part, 300_000)) + "1];")[0];
            Assert.That(error.Id, Is.EqualTo("CFFI2002"), part);
        }
    }
}
