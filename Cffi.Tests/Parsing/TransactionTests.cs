using NUnit.Framework;

namespace Cffi.Tests.Parsing;

public sealed class TransactionTests
{
    [Test]
    public void A_refused_text_changes_nothing()
    {
        ParserFixture c = ParserFixture.Of("struct s; enum e; typedef struct s *handle; int f(void);");
        Declaration[] before = [.. c.Declarations.All];
        CRecordType record = c.Record("s");

        c.Errors("struct s { int x; }; enum e { A }; struct t { int y; }; int g(void); typedef int T;\n#define M 1\nint f(int);");

        Assert.That(c.Declarations.All, Is.EqualTo(before));
        Assert.That(record.State, Is.EqualTo(RecordState.Incomplete));
        Assert.That(record.Members, Is.Empty);
        Assert.That(((EnumDeclaration)c.Declarations.FindTag("e")!).Type.State, Is.EqualTo(RecordState.Incomplete));
        Assert.That(c.Parser.ReasonNotConstant("M"), Is.Null);

        c.Parser.Parse("struct s { long x; }; enum e { B };");
        Assert.That(record.Members[0].Type.CName, Is.EqualTo("long"));
    }

    [Test]
    public void A_refused_lexical_error_changes_nothing()
    {
        var c = new ParserFixture();
        c.Errors("int f(void); @");
        Assert.That(c.Declarations.All, Is.Empty);
    }

    [Test]
    public void A_refused_type_name_changes_nothing()
    {
        ParserFixture c = ParserFixture.Of("struct s;");
        Assert.That(() => c.Parser.ParseType("struct s { int x; } *"), Throws.InstanceOf<CDefinitionException>());
        Assert.That(c.Record("s").State, Is.EqualTo(RecordState.Incomplete));
        Assert.That(c.Declarations.All, Has.Count.EqualTo(1));
    }

    [Test]
    public void Override_replaces_what_was_declared()
    {
        ParserFixture c = ParserFixture.Of("int f(int); struct s { int x; }; enum e { A }; typedef int T; int v;");
        CRecordType before = c.Record("s");

        c.Parser.Parse("void f(void); struct s { long x; }; enum e { A = 5 }; typedef long T; void v(void);", new CdefOptions { Override = true });

        Assert.That(c.TypeOf("f"), Is.EqualTo("void(void)"));
        Assert.That(c.Record("s"), Is.Not.SameAs(before));
        Assert.That(before.Members[0].Type.CName, Is.EqualTo("int"));
        Assert.That(c.Constant("A").Integer, Is.EqualTo((System.Numerics.BigInteger)5));
        Assert.That(c.TypeOf("T"), Is.EqualTo("long"));
        Assert.That(c["v"], Is.InstanceOf<FunctionDeclaration>());
    }

    [TestCase("int f(int);", "int f(int);")]
    [TestCase("int f(int a[3]);", "int f(int *other);")]
    [TestCase("typedef unsigned int T;", "typedef unsigned T;")]
    [TestCase("typedef struct { int x; } T, *P;", "typedef struct { int x; } T, *P;")]
    [TestCase("extern int x[];", "extern int x[3];")]
    [TestCase("struct s { int x; };", "struct s;")]
    [TestCase("typedef enum { A, B = 3 } E;", "typedef enum { A, B = 3 } E;")]
    [TestCase("int f(int) asm(\"g\");", "int f(int);")]
    [TestCase("static const int C = 3;", "static const int C = 3;")]
    public void An_identical_declaration_is_legal(string first, string second)
    {
        ParserFixture c = ParserFixture.Of(first);
        Assert.That(c.Parser.Parse(second), Is.Empty);
        ParserFixture.Of(first + second);
    }

    [Test]
    public void A_later_declaration_may_add_the_symbol()
    {
        ParserFixture c = ParserFixture.Of("int f(int x); extern int v;");
        c.Parser.Parse("int f(int) asm(\"g\"); extern int v asm(\"w\");");
        Assert.That(((FunctionDeclaration)c["f"]).SymbolName, Is.EqualTo("g"));
        Assert.That(((VariableDeclaration)c["v"]).SymbolName, Is.EqualTo("w"));
    }

    [TestCase("int f(int);", "int f(long);")]
    [TestCase("int f(int);", "int f;")]
    [TestCase("typedef int T;", "typedef long T;")]
    [TestCase("extern int x[3];", "extern int x[4];")]
    [TestCase("typedef struct { int x; } T;", "typedef struct { long x; } T;")]
    [TestCase("static const int C = 3;", "static const int C = 4;")]
    [TestCase("int f(int) asm(\"h\");", "int f(int) asm(\"g\");")]
    public void A_conflicting_declaration_is_refused(string first, string second)
    {
        ParserFixture c = ParserFixture.Of(first);
        Assert.That(c.Errors(second).Single().Id, Is.EqualTo("CFFI3004"));
        Assert.That(new ParserFixture().Errors(first + second).Single().Id, Is.EqualTo("CFFI3004"));
    }

    [Test]
    public void Texts_may_be_read_from_many_threads()
    {
        var c = new ParserFixture();
        Parallel.For(0, 200, i =>
        {
            c.Parser.Parse($"struct s{i} {{ int x; }}; int f{i}(struct s{i} *);");
            Assert.That(c.Parser.ParseType($"struct s{i} *").CName, Is.EqualTo($"struct s{i} *"));
        });
        Assert.That(c.Declarations.Functions, Has.Count.EqualTo(200));
    }
}
