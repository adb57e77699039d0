using NUnit.Framework;

namespace Cffi.Tests.Parsing;

public sealed class TypeNameTests
{
    private static readonly ParserFixture Point = ParserFixture.Of("struct point { int x, y; }; typedef struct point point; typedef int (*binary)(int, int);");

    [TestCase("int", "int")]
    [TestCase("int *", "int *")]
    [TestCase("char[32]", "char[32]")]
    [TestCase("int[]", "int[]")]
    [TestCase("int[2][3]", "int[2][3]")]
    [TestCase("struct point *", "struct point *")]
    [TestCase("point", "struct point")]
    [TestCase("binary", "int(*)(int, int)")]
    [TestCase("int(const void *, const void *)", "int(const void *, const void *)")]
    [TestCase("int(*)(int)", "int(*)(int)")]
    [TestCase("int(*(*)(int))[3]", "int(*(*)(int))[3]")]
    [TestCase("int(*[2])(void)", "int(*[2])(void)")]
    [TestCase("void(*(*)(int, void(*)(int)))(int)", "void(*(*)(int, void(*)(int)))(int)")]
    [TestCase("const char *const *", "const char *const *")]
    [TestCase("char const", "const char")]
    [TestCase("int(point)", "int(struct point)")]
    [TestCase("int(binary, ...)", "int(int(*)(int, int), ...)")]
    [TestCase("int(__stdcall *)(int)", "int(__stdcall *)(int)")]
    [TestCase("int()", "int(void)")]
    [TestCase("char[...]", "char[...]")]
    [TestCase("char[1 + 2 * 3]", "char[7]")]
    public void A_type_name_is_read(string text, string name) => Assert.That(Point.Parser.ParseType(text).CName, Is.EqualTo(name));

    [TestCase("long unsigned int long", "unsigned long long")]
    [TestCase("int long", "long")]
    [TestCase("char unsigned", "unsigned char")]
    [TestCase("int short signed", "short")]
    [TestCase("signed", "int")]
    [TestCase("unsigned", "unsigned int")]
    [TestCase("double long", "long double")]
    [TestCase("_Complex double", "double _Complex")]
    [TestCase("long _Complex double", "long double _Complex")]
    [TestCase("float _Complex", "float _Complex")]
    [TestCase("_Complex", "double _Complex")]
    [TestCase("__int128 unsigned", "unsigned __int128")]
    [TestCase("unsigned __int64", "unsigned long long")]
    [TestCase("_Bool", "_Bool")]
    [TestCase("bool", "_Bool")]
    [TestCase("int_least16_t", "int16_t")]
    [TestCase("uint_fast64_t", "uint64_t")]
    [TestCase("FILE *", "FILE *")]
    [TestCase("_Atomic(int) *", "_Atomic int *")]
    [TestCase("_Atomic int", "_Atomic int")]
    [TestCase("volatile const int", "const volatile int")]
    [TestCase("int *__restrict", "int *restrict")]
    public void Specifiers_may_come_in_any_order(string text, string name) =>
        Assert.That(new ParserFixture().Parser.ParseType(text).CName, Is.EqualTo(name));

    [TestCase("long float")]
    [TestCase("unsigned double")]
    [TestCase("long long long")]
    [TestCase("short long")]
    [TestCase("signed unsigned")]
    [TestCase("char int")]
    [TestCase("int int")]
    [TestCase("void int")]
    [TestCase("const")]
    [TestCase("size_t int")]
    public void Specifiers_that_do_not_go_together_are_refused(string text) =>
        Assert.That(Assert.Throws<CDefinitionException>(() => new ParserFixture().Parser.ParseType(text))!.Id, Is.EqualTo("CFFI3005"));

    [Test]
    public void An_unknown_tag_is_an_error_with_a_suggestion()
    {
        CDiagnostic error = Assert.Throws<CDefinitionException>(() => Point.Parser.ParseType("struct pont *"))!.Diagnostics[0];
        Assert.That(error.Render(), Is.EqualTo("""
            <type>(1,8): error CFFI3002: 'struct pont' is not declared
                1 | struct pont *
                  |        ^~~~
                  = hint: did you mean 'point'?
            """));
        Assert.That(Point.Declarations.FindTag("pont"), Is.Null);
    }

    [TestCase("", "expected a type, found the end of the text")]
    [TestCase("int x", "expected the end, '*', '[' or '(' after the type name, found 'x'")]
    [TestCase("int[", "expected an expression, found the end of the text")]
    [TestCase("int(*", "expected ')', '(' or '[' after declarator, found the end of the text")]
    [TestCase("pont", "unknown type name 'pont'")]
    [TestCase("struct new { int x; }", "a type name cannot define a tag")]
    [TestCase("enum { A }", "a type name cannot define an enum")]
    [TestCase("static int", "'static' has no place in a type name")]
    [TestCase("int[-1]", "an array cannot have -1 elements")]
    [TestCase("void[3]", "an array's element cannot be void")]
    [TestCase("int(int)[3]", "a function cannot return an array")]
    [TestCase("#define X 1", "expected a type, found the end of the text")]
    public void What_is_no_type_name_is_refused(string text, string message) =>
        Assert.That(Assert.Throws<CDefinitionException>(() => Point.Parser.ParseType(text))!.Diagnostics[0].Message, Is.EqualTo(message));

    [Test]
    public void Equal_type_names_are_one_type() =>
        Assert.That(Point.Parser.ParseType("int(*)(point *)"), Is.SameAs(Point.Parser.ParseType("int (*) (struct point*)")));
}
