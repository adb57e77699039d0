using NUnit.Framework;

namespace Cffi.Tests.Parsing;

public sealed class EnumTests
{
    [Test]
    public void Values_count_on_from_the_one_before()
    {
        ParserFixture c = ParserFixture.Of("enum e { A, B = 10, C, D = -3, E, F = A | 4, G = 'a', };");
        var type = ((EnumDeclaration)c.Declarations.FindTag("e")!).Type;
        Assert.That(type.Enumerators.Select(e => (e.Name, (int)e.Value)), Is.EqualTo(new[]
        {
            ("A", 0), ("B", 10), ("C", 11), ("D", -3), ("E", -2), ("F", 4), ("G", 97),
        }));
        Assert.That(type.State, Is.EqualTo(RecordState.Complete));
        Assert.That(c.TypeOf("C"), Is.EqualTo("int"));
    }

    [Test]
    public void An_enumerator_beyond_int_takes_a_larger_type()
    {
        ParserFixture c = ParserFixture.Of("enum e { A = 0x7fffffff, B, C = 0xffffffffffffffff };");
        Assert.That(c.TypeOf("A"), Is.EqualTo("int"));
        Assert.That(c.TypeOf("B"), Is.EqualTo("unsigned long"));
        Assert.That(c.TypeOf("C"), Is.EqualTo("unsigned long"));
    }

    [Test]
    public void Three_dots_leave_values_to_the_compiler()
    {
        ParserFixture c = ParserFixture.Of("enum a { A, B = 5, C, ... }; enum b { D = ..., E, F = 7 };");
        var a = ((EnumDeclaration)c.Declarations.FindTag("a")!).Type;
        var b = ((EnumDeclaration)c.Declarations.FindTag("b")!).Type;
        Assert.That(a.State, Is.EqualTo(RecordState.Partial));
        Assert.That(a.Enumerators.Select(e => e.IsPartial), Is.EqualTo(new[] { true, false, true }));
        Assert.That(b.State, Is.EqualTo(RecordState.Complete));
        Assert.That(b.Enumerators.Select(e => e.IsPartial), Is.EqualTo(new[] { true, true, false }));
        Assert.That(((ConstantDeclaration)c["E"]).IsPartial);
    }

    [Test]
    public void An_enum_may_come_before_its_body_and_have_a_fixed_type()
    {
        ParserFixture c = ParserFixture.Of("enum e f(void); enum e { A }; enum small : unsigned char { S = 255 }; typedef enum { T } t;");
        Assert.That(((FunctionDeclaration)c["f"]).Type.Result, Is.SameAs(((EnumDeclaration)c.Declarations.FindTag("e")!).Type));
        Assert.That(((EnumDeclaration)c.Declarations.FindTag("small")!).Type.FixedUnderlyingType!.CName, Is.EqualTo("unsigned char"));
        Assert.That(c.TypeOf("S"), Is.EqualTo("unsigned char"));
        Assert.That(c.TypeOf("t"), Is.EqualTo("t"));
    }

    [TestCase("enum e { A, A };", "'A' is declared as a constant of type 'int' and value 1, but was declared as a constant of type 'int' and value 0")]
    [TestCase("enum e { A }; enum e { A, B };", "'enum e' is defined twice, with different content")]
    [TestCase("enum e { A = 1.5 };", "this expression has the type 'double', but must be an integer")]
    [TestCase("enum e { A = B };", "unknown name 'B'")]
    [TestCase("enum e { ..., A };", "'...' must come last in an enum")]
    [TestCase("enum e : unsigned char { A = 256 };", "the value 256 of 'A' does not fit 'unsigned char'")]
    [TestCase("enum e : float { A };", "an enum cannot have the underlying type 'float'")]
    [TestCase("enum e { A = 0xffffffffffffffff, B };", "the value 18446744073709551616 of 'B' does not fit 'unsigned long long'")]
    [TestCase("enum e { };", "expected the name of an enumerator, found '}'")]
    public void A_wrong_enum_is_refused(string text, string message) =>
        Assert.That(new ParserFixture().Errors(text).Select(e => e.Message), Is.EqualTo(new[] { message }));

    [Test]
    public void An_identical_enum_is_legal() => ParserFixture.Of("enum e { A, B = 3 }; enum e { A, B = 3 };");
}
