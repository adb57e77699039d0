using NUnit.Framework;

namespace Cffi.Tests.Parsing;

public sealed class ErrorMessageTests
{
    [Test]
    public void A_missing_semicolon_is_found_on_the_next_line() =>
        Assert.That(ParserFixture.ErrorOf("int f(int x)\nint g(void);\n"), Is.EqualTo("""
            <cdef>(2,1): error CFFI2001: expected ';', ',' or '(' after declarator, found 'int'
                2 | int g(void);
                  | ^~~
                  = hint: a ';' may be missing after ')'
            """));

    [Test]
    public void A_mistyped_keyword_is_recognised() =>
        Assert.That(ParserFixture.ErrorOf("strcut point { int x; };"), Is.EqualTo("""
            <cdef>(1,1): error CFFI3001: unknown type name 'strcut'
                1 | strcut point { int x; };
                  | ^~~~~~
                  = hint: did you mean 'struct'?
            """));

    [Test]
    public void A_mistyped_type_name_is_recognised() =>
        Assert.That(ParserFixture.ErrorOf("typedef int number;\nvoid f(int a, nummber *b, long c);"), Is.EqualTo("""
            <cdef>(2,15): error CFFI3001: unknown type name 'nummber'
                2 | void f(int a, nummber *b, long c);
                  |               ^~~~~~~
                  = hint: did you mean 'number'?
            """));

    [Test]
    public void A_tag_without_its_keyword_is_recognised() =>
        Assert.That(ParserFixture.ErrorOf("struct point { int x; };\npoint *f(void);"), Is.EqualTo("""
            <cdef>(2,1): error CFFI3001: unknown type name 'point'
                2 | point *f(void);
                  | ^~~~~
                  = hint: write 'struct point', or declare 'typedef struct point point;'
            """));

    [Test]
    public void A_conflict_names_both_places() =>
        Assert.That(ParserFixture.ErrorOf("int f(int);\n\n  void f(int);"), Is.EqualTo("""
            <cdef>(3,8): error CFFI3004: 'f' is declared as the function 'void(int)', but it is the function 'int(int)' already
                3 |   void f(int);
                  |        ^
                  = hint: the other declaration is at <cdef>(1,1); drop one of the two, or set Override
            """));

    [Test]
    public void A_missing_brace_is_found_at_the_end() =>
        Assert.That(ParserFixture.ErrorOf("struct s {\n  int x;\n"), Is.EqualTo("""
            <cdef>(3,1): error CFFI2001: expected a member or '}', found the end of the text
                3 | 
                  | ^
                  = hint: a '{' is never closed
            """.ReplaceLineEndings("\n")));

    [Test]
    public void A_missing_semicolon_after_a_member_is_found() =>
        Assert.That(ParserFixture.ErrorOf("struct s {\n  int x\n  int y;\n};"), Is.EqualTo("""
            <cdef>(3,3): error CFFI2001: expected ';', ',', ':', '[' or '(' after member, found 'int'
                3 |   int y;
                  |   ^~~
                  = hint: a ';' may be missing after 'x'
            """));

    [Test]
    public void A_keyword_cannot_be_a_name() =>
        Assert.That(ParserFixture.ErrorOf("int *signed;"), Is.EqualTo("""
            <cdef>(1,6): error CFFI2001: expected a name, '*' or '(', found 'signed'
                1 | int *signed;
                  |      ^~~~~~
                  = hint: 'signed' is a keyword and cannot be a name
            """));

    [TestCase("int 3x;", "expected a name, '*' or '(', found '3x'")]
    [TestCase("int f(int x;", "expected ',' or ')' after parameter, found ';'")]
    [TestCase("int f(int x,);", "expected a type, found ')'")]
    [TestCase("int a[3;", "expected ']' after array length, found ';'")]
    [TestCase("int a[];]", "expected a type, found ']'")]
    [TestCase("typedef int;;", null)]
    [TestCase("int x = ;", "expected an expression, found ';'")]
    [TestCase("int a[(1];", "expected ')' after the expression, found ']'")]
    [TestCase("int a[1 ? 2];", "expected ':' after the expression, found ']'")]
    [TestCase("enum e { A B };", "expected ',', '=' or '}' after enumerator, found 'B'")]
    [TestCase("}", "expected a declaration, found '}'")]
    [TestCase("extern \"C\" { int x;", "expected '}', found the end of the text")]
    [TestCase("struct;", "expected a tag or '{', found ';'")]
    [TestCase("int (*f)(int;", "expected ',' or ')' after parameter, found ';'")]
    [TestCase("int f(void) { if (1) { }", "expected '}' at the end of the block, found the end of the text")]
    public void A_syntax_error_says_what_was_found_and_what_was_expected(string text, string? message)
    {
        if (message is null)
        {
            Assert.That(new ParserFixture().Parser.Parse(text).Single().Message, Is.EqualTo("this declares nothing"));
            return;
        }

        IReadOnlyList<CDiagnostic> errors = new ParserFixture().Errors(text);
        Assert.That(errors.Select(e => e.Message), Is.EqualTo(new[] { message }));
    }

    [TestCase("int @x;", "'@' cannot occur in C", 4)]
    [TestCase("int x; /* never", "this comment has no end", 7)]
    [TestCase("char c[] = \"abc;\n", "this string literal has no end", 11)]
    [TestCase("int c = 'a;\n", "this character constant has no end", 8)]
    [TestCase("int \u2028x;", "the character U+2028 cannot occur in C", 4)]
    public void A_wrong_character_is_reported_where_it_is(string text, string message, int start)
    {
        CDiagnostic error = new ParserFixture().Errors(text)[0];
        Assert.That(error.Message, Is.EqualTo(message));
        Assert.That(error.Span.Start, Is.EqualTo(start));
    }

    [Test]
    public void Every_wrong_declaration_is_reported_once()
    {
        IReadOnlyList<CDiagnostic> errors = new ParserFixture().Errors("""
            foo a;
            int ok(void);
            struct s { int x y; int z; } v;
            int f(bar *p, baz q);
            int g(int
            enum { A = 1 / 0 };
            typedef nope *t;
            t use(t);
            int last[-1];
            """);
        Assert.That(errors.Select(e => (e.Span.Position.Line, e.Id)), Is.EqualTo(new[]
        {
            (1, "CFFI3001"), (3, "CFFI2001"), (4, "CFFI3001"), (6, "CFFI2001"), (7, "CFFI3001"), (9, "CFFI3015"),
        }));
    }

    [Test]
    public void There_are_at_most_a_hundred_errors()
    {
        IReadOnlyList<CDiagnostic> errors = new ParserFixture().Errors(string.Concat(Enumerable.Repeat("int a[-1];\n", 1000)));
        Assert.That(errors, Has.Count.EqualTo(100));
    }

    [Test]
    public void The_source_name_is_the_users()
    {
        CDiagnostic error = new ParserFixture().Errors("\n\n int a[-1];", new CdefOptions { SourceName = "my.h" })[0];
        Assert.That(error.ToString(), Is.EqualTo("my.h(3,8): error CFFI3015: an array cannot have -1 elements"));
    }
}
