using NUnit.Framework;

namespace Cffi.Tests.Parsing;

public sealed class CParserTests
{
    private const string Surface = """
        typedef struct { int quot, rem; } div_t;
        div_t div(int numer, int denom);
        double cos(double x);
        size_t strlen(const char *s);
        int snprintf(char *buf, size_t n, const char *format, ...);
        void qsort(void *base, size_t n, size_t size, int (*cmp)(const void *, const void *));
        extern char **environ;
        enum color { RED, GREEN = 5, BLUE };
        #define LIMIT (4 * 10 + 2)
        """;

    [Test]
    public void The_declarations_of_the_quickstart_are_read()
    {
        ParserFixture c = ParserFixture.Of(Surface);

        Assert.That(c.TypeOf("div_t"), Is.EqualTo("div_t"));
        Assert.That(c.TypeOf("div"), Is.EqualTo("div_t(int, int)"));
        Assert.That(c.TypeOf("cos"), Is.EqualTo("double(double)"));
        Assert.That(c.TypeOf("strlen"), Is.EqualTo("size_t(const char *)"));
        Assert.That(c.TypeOf("snprintf"), Is.EqualTo("int(char *, size_t, const char *, ...)"));
        Assert.That(c.TypeOf("qsort"), Is.EqualTo("void(void *, size_t, size_t, int(*)(const void *, const void *))"));
        Assert.That(c.TypeOf("environ"), Is.EqualTo("char **"));
        Assert.That(c.Constant("RED").Integer, Is.EqualTo((System.Numerics.BigInteger)0));
        Assert.That(c.Constant("GREEN").Integer, Is.EqualTo((System.Numerics.BigInteger)5));
        Assert.That(c.Constant("BLUE").Integer, Is.EqualTo((System.Numerics.BigInteger)6));
        Assert.That(c.Constant("LIMIT").Integer, Is.EqualTo((System.Numerics.BigInteger)42));
        Assert.That(((FunctionDeclaration)c["qsort"]).ParameterNames, Is.EqualTo(new[] { "base", "n", "size", "cmp" }));
    }

    [Test]
    public void A_text_may_be_read_twice()
    {
        ParserFixture c = ParserFixture.Of(Surface);
        int before = c.Declarations.All.Count;

        Assert.That(c.Parser.Parse(Surface), Is.Empty);

        Assert.That(c.Declarations.All, Has.Count.EqualTo(before));
    }
}
