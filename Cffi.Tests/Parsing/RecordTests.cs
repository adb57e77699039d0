using NUnit.Framework;

namespace Cffi.Tests.Parsing;

public sealed class RecordTests
{
    private static string Members(CRecordType record) => string.Join("; ", record.Members.Select(m =>
        CTypePrinter.Print(m.Type, m.Name ?? "") + (m.BitWidth is { } width ? $":{width}" : "")));

    [Test]
    public void Members_keep_their_order_types_and_qualifiers()
    {
        ParserFixture c = ParserFixture.Of("struct s { int a, *b, c[3]; const char *const d; int (*f)(void), (*g[2])(int); struct s *next; };");
        Assert.That(Members(c.Record("s")), Is.EqualTo(
            "int a; int *b; int c[3]; const char *const d; int(*f)(void); int(*g[2])(int); struct s *next"));
        Assert.That(c.Record("s").IsComplete);
        Assert.That(((CPointerType)c.Record("s").Members[6].Type).Item, Is.SameAs(c.Record("s")));
    }

    [Test]
    public void An_unnamed_record_takes_its_first_typedef_name()
    {
        ParserFixture c = ParserFixture.Of("typedef struct { int x; } first, second, *third; typedef union { int i; float f; } *only;");
        Assert.That(c.TypeOf("second"), Is.EqualTo("first"));
        Assert.That(c.TypeOf("third"), Is.EqualTo("first *"));
        Assert.That(c.TypeOf("only"), Is.EqualTo("union <anonymous> *"));
        Assert.That(c.Declarations.Records, Has.Count.EqualTo(2));
    }

    [Test]
    public void A_forward_declaration_is_completed_by_a_later_text()
    {
        ParserFixture c = ParserFixture.Of("struct list; typedef struct list list; int length(list *);");
        CRecordType before = c.Record("list");
        Assert.That(before.State, Is.EqualTo(RecordState.Incomplete));

        c.Parser.Parse("struct list { list *next; };");

        Assert.That(c.Record("list"), Is.SameAs(before));
        Assert.That(before.IsComplete);
        Assert.That(c.Declarations.Records, Has.Count.EqualTo(1));
    }

    [Test]
    public void An_undeclared_tag_in_a_parameter_is_declared()
    {
        ParserFixture c = ParserFixture.Of("int f(struct undeclared *p);");
        Assert.That(c.Record("undeclared").State, Is.EqualTo(RecordState.Incomplete));
    }

    [Test]
    public void Bit_fields_have_widths_and_may_be_unnamed()
    {
        ParserFixture c = ParserFixture.Of("enum e { A }; struct s { unsigned a : 3, b : 1 + 4; int : 0; _Bool c : 1; long long d : 33; enum e f : 4; int : 5; };");
        Assert.That(Members(c.Record("s")), Is.EqualTo("unsigned int a:3; unsigned int b:5; int:0; _Bool c:1; long long d:33; enum e f:4; int:5"));
        Assert.That(c.Record("s").Members[2].IsAnonymousRecord, Is.False);
    }

    [TestCase("int a : 33;", "the bit-field 'a' cannot have 33 bits: 'int' has 32")]
    [TestCase("_Bool a : 2;", "the bit-field 'a' cannot have 2 bits: '_Bool' has 1")]
    [TestCase("int a : 0;", "the bit-field 'a' cannot have 0 bits")]
    [TestCase("int a : -1;", "the bit-field 'a' cannot have -1 bits: 'int' has 32")]
    [TestCase("float a : 3;", "the bit-field 'a' cannot have the type 'float'")]
    [TestCase("int *a : 3;", "the bit-field 'a' cannot have the type 'int *'")]
    public void A_wrong_bit_field_is_refused(string member, string message)
    {
        CDiagnostic error = new ParserFixture().Errors($"struct s {{ {member} }};")[0];
        Assert.That(error.Id, Is.EqualTo("CFFI3008"));
        Assert.That(error.Message, Is.EqualTo(message));
    }

    [Test]
    public void Anonymous_members_are_kept_as_members_without_a_name()
    {
        ParserFixture c = ParserFixture.Of("struct s { union { int i; float f; }; struct { int x; } named; };");
        Assert.That(c.Record("s").Members[0].IsAnonymousRecord);
        Assert.That(c.Record("s").Members[1].Name, Is.EqualTo("named"));
    }

    [Test]
    public void A_tagged_record_without_a_name_is_no_member()
    {
        var c = new ParserFixture();
        Assert.That(c.Parser.Parse("struct s { struct inner { int x; }; int y; };").Single().Message, Is.EqualTo("this declaration declares no member"));
        Assert.That(c.Record("s").Members, Has.Count.EqualTo(1));
        Assert.That(c.Record("inner").IsComplete);
    }

    [TestCase("struct s { int n; char data[]; };", "char[]")]
    [TestCase("struct s { int n; char data[0]; };", "char[0]")]
    [TestCase("struct s { int n; char data[...]; };", "char[...]")]
    public void A_record_may_end_in_a_flexible_array(string text, string type) =>
        Assert.That(ParserFixture.Of(text).Record("s").Members[1].Type.CName, Is.EqualTo(type));

    [TestCase("struct s { char data[]; int n; };", "the member 'data' has no length")]
    [TestCase("struct s { int n; char data[]; int m; };", "the flexible array 'data' must be the last member")]
    [TestCase("union u { int n; char data[]; };", "the member 'data' has no length")]
    [TestCase("struct s { int a; int a; };", "the member 'a' is declared twice")]
    [TestCase("struct s { int a; struct { int a; }; };", "the member 'a' is declared twice")]
    [TestCase("struct s { struct s s; };", "the member 's' would make struct s contain itself")]
    [TestCase("struct s { struct s s[2]; };", "an array's element would make struct s contain itself")]
    [TestCase("struct o; struct s { struct o o; };", "the member 'o' has the incomplete type 'struct o'")]
    [TestCase("typedef ... o; struct s { o o; };", "the member 'o' has the incomplete type 'o'")]
    [TestCase("struct s { void v; };", "the member 'v' cannot be void")]
    [TestCase("struct s { int f(void); };", "the member 'f' cannot be a function")]
    [TestCase("struct s { static int x; };", "'static' is not allowed in a member")]
    [TestCase("struct s { int a; ...; int b; };", "'...;' must come last in a record")]
    [TestCase("struct s { int a; }; union s { int a; };", "'s' is a tag of a struct, not of a union")]
    [TestCase("struct s { int a; }; enum s { A };", "'s' is a tag of a struct, not of an enum")]
    [TestCase("enum s { A }; struct s *f(void);", "'s' is a tag of an enum, not of a struct")]
    [TestCase("struct s { int a; }; struct s { long a; };", "'struct s' is defined twice, with different content")]
    [TestCase("struct s { struct s { int a; } b; };", "'struct s' is defined within itself")]
    public void A_wrong_record_is_refused(string text, string message)
    {
        IReadOnlyList<CDiagnostic> errors = new ParserFixture().Errors(text);
        Assert.That(errors.Select(e => e.Message), Is.EqualTo(new[] { message }));
    }

    [Test]
    public void Every_wrong_member_is_reported()
    {
        IReadOnlyList<CDiagnostic> errors = new ParserFixture().Errors("struct s { foo a; int ok; bar b; };");
        Assert.That(errors.Select(e => e.Message), Is.EqualTo(new[] { "unknown type name 'foo'", "unknown type name 'bar'" }));
    }

    [Test]
    public void A_body_may_be_repeated_if_it_says_the_same() =>
        Assert.That(ParserFixture.Of("struct s { struct s *next; union { int i; }; }; struct s { struct s *next; union { int i; }; };").Record("s").Members, Has.Count.EqualTo(2));

    [Test]
    public void Three_dots_make_a_record_partial()
    {
        ParserFixture c = ParserFixture.Of("struct s { int a; ...; }; typedef struct { ...; } t; typedef ... o; typedef ... *p; typedef ... o;");
        Assert.That(c.Record("s").IsPartial);
        Assert.That(c.Record("s").Members, Has.Count.EqualTo(1));
        Assert.That(((CRecordType)((TypedefDeclaration)c["t"]).Type).IsPartial);
        Assert.That(((CRecordType)((TypedefDeclaration)c["o"]).Type).IsOpaque);
        Assert.That(c.TypeOf("o"), Is.EqualTo("o"));
        Assert.That(((CRecordType)((CPointerType)((TypedefDeclaration)c["p"]).Type).Item).IsOpaque);
    }

    [Test]
    public void Attributes_and_alignment_specifiers_reach_the_model()
    {
        ParserFixture c = ParserFixture.Of("""
            struct p { char c; int i; } __attribute__((packed));
            struct __attribute__((__packed__, aligned(8))) q { char c; int i __attribute__((packed)), j; _Alignas(16) char k; _Alignas(double) char l; };
            struct __declspec(align(32)) r { int x; };
            struct m { int x : 3; } __attribute__((ms_struct));
            """);
        Assert.That(c.Record("p").LayoutRules, Is.EqualTo(new RecordLayoutRules { IsPacked = true }));
        Assert.That(c.Record("q").LayoutRules, Is.EqualTo(new RecordLayoutRules { IsPacked = true, RequestedAlignment = 8 }));
        Assert.That(c.Record("q").Members.Select(m => m.IsPacked), Is.EqualTo(new[] { false, true, false, false, false }));
        Assert.That(c.Record("q").Members.Select(m => m.RequestedAlignment), Is.EqualTo(new[] { 0, 0, 0, 16, 8 }));
        Assert.That(c.Record("r").LayoutRules.RequestedAlignment, Is.EqualTo(32));
        Assert.That(c.Record("m").LayoutRules.UsesMicrosoftBitFields, Is.True);
    }

    [Test]
    public void Pragma_pack_counts_from_its_line_on()
    {
        ParserFixture c = ParserFixture.Of("""
            struct a { int x; };
            #pragma pack(push, 1)
            struct b { int x; };
            #pragma pack(push)
            #pragma pack(4)
            struct c { int x; };
            #pragma pack(pop)
            struct d { int x; };
            #pragma pack()
            struct e { int x; };
            #pragma pack(pop)
            struct f { int x; };
            """);
        Assert.That("abcdef".Select(tag => c.Record(tag.ToString()).LayoutRules.Pack), Is.EqualTo(new[] { 0, 1, 4, 1, 0, 0 }));
    }

    [Test]
    public void Options_pack_all_records_of_a_text()
    {
        var c = new ParserFixture();
        c.Parser.Parse("struct a { int x; };", new CdefOptions { Pack = 2 });
        c.Parser.Parse("struct b { int x; };", new CdefOptions { Packed = true });
        c.Parser.Parse("struct c { int x; };");
        Assert.That(c.Record("a").LayoutRules, Is.EqualTo(new RecordLayoutRules { Pack = 2 }));
        Assert.That(c.Record("b").LayoutRules, Is.EqualTo(new RecordLayoutRules { IsPacked = true }));
        Assert.That(c.Record("c").LayoutRules, Is.SameAs(RecordLayoutRules.Default));
        Assert.That(c.Errors("struct d { int x; };", new CdefOptions { Pack = 3 })[0].Message, Is.EqualTo("Pack is 3, which is not an alignment of '#pragma pack'"));
    }

    [TestCase("#pragma pack(3)")]
    [TestCase("#pragma pack(pop)")]
    [TestCase("#pragma pack")]
    [TestCase("#pragma pack(push, 1")]
    [TestCase("#pragma pack(push 2)")]
    [TestCase("#pragma pack(push 2 4)")]
    [TestCase("#pragma pack(push, 2 4)")]
    [TestCase("#pragma pack(push, a b)")]
    [TestCase("#pragma pack(push, a, 2, 4)")]
    public void A_pragma_pack_that_is_not_understood_is_refused(string text) =>
        Assert.That(new ParserFixture().Errors(text)[0].Id, Is.EqualTo("CFFI1102"));

    [TestCase("_Alignas(3) int x;", "CFFI3014")]
    [TestCase("int x __attribute__((aligned(-4)));", "CFFI3014")]
    [TestCase("int x __attribute__((mode(DF)));", "CFFI5301")]
    public void An_attribute_that_cannot_be_is_refused(string member, string id) =>
        Assert.That(new ParserFixture().Errors($"struct s {{ {member} }};")[0].Id, Is.EqualTo(id));
}
