using System.Numerics;
using NUnit.Framework;

namespace Cffi.Tests.Parsing;

/// <summary>What Python's cffi accepts, ignores and refuses in a cdef, line by line, and Cffi's result.</summary>
public sealed class CffiReferenceTests
{
    [TestCase("int /* a */ f(void); // b", TestName = "Comments of both kinds are skipped")]
    [TestCase("# 5 \"x.h\"\nint f(void);", TestName = "Line markers are read")]
    [TestCase("int8_t a(uint64_t, int_least16_t, uint_fast8_t, intptr_t, uintmax_t, ptrdiff_t, size_t, ssize_t, wchar_t, char16_t, char32_t, _Bool, bool, FILE *);", TestName = "Standard names are known")]
    [TestCase("typedef short int8_t; int8_t f(void);", TestName = "A typedef replaces a standard name")]
    [TestCase("int f(va_list, time_t, off_t, __builtin_va_list);", TestName = "Names that cffi does not know are known")]
    [TestCase("int f(), g(void), *h(int), x;", TestName = "One declaration has several declarators")]
    [TestCase("extern int a; static int b(void); inline int c(void); _Noreturn void d(void); _Thread_local int e; auto int g; register int h;", TestName = "Storage classes and function specifiers are read")]
    [TestCase("void f(int a[restrict 5], int b[static 5], char *restrict c);", TestName = "Qualifiers and static in array parameters are read")]
    [TestCase("extern _Atomic int a; extern _Atomic(int) b;", TestName = "Both forms of _Atomic are read")]
    [TestCase("int f(void);;", TestName = "A semicolon too many is nothing")]
    [TestCase("struct s { int : 3; int x : 2; int : 0; };", TestName = "Unnamed bit-fields are read")]
    [TestCase("typedef int T; typedef int T;", TestName = "An identical typedef is repeated")]
    [TestCase("int f(int); int f(int);", TestName = "An identical function is repeated, which cffi refuses")]
    [TestCase("int f(struct undeclared *);", TestName = "An undeclared struct behind a pointer is declared")]
    [TestCase("enum e f(void); enum e { A };", TestName = "An enum is used before its body")]
    [TestCase("enum e : int { A }; enum u : unsigned char;", TestName = "An enum has an underlying type")]
    [TestCase("int long a(void); char unsigned b(void); long long int unsigned c(void); _Complex double d(void);", TestName = "Specifiers come in any order")]
    [TestCase("void f(int n, int a[n], int b[*]);", TestName = "Arrays of variable length are parameters")]
    [TestCase("int a[~0 & 3], b[!0], c[1 ? 2 : 3], d[(1 == 1) + (1 < 2)], e[sizeof(long)], g[(int)2.5], h[1 && 1];", TestName = "All operators make constants")]
    [TestCase("#include <stdint.h>\n#if 1\n#ifdef X\n#endif\n#undef X\n#endif\nint f(void);", TestName = "Directives are obeyed")]
    [TestCase("int f(int) __attribute__((nonnull)); __declspec(dllimport) int g(void); __extension__ typedef long long L; __inline int h(void); char *__restrict p;", TestName = "Extensions of compilers are read")]
    [TestCase("int f(void) asm(\"g\"); [[nodiscard]] int h(void); _Static_assert(1, \"\"); int i[_Generic(1, int: 2)]; extern __typeof__(1) j; extern \"C\" { int k(void); }", TestName = "What C added later is read")]
    [TestCase("__int128 a(_Float16, __float128, _BitInt(5), long double _Complex); int __fastcall b(void); int __vectorcall c(void);", TestName = "Types and conventions that cffi lacks are read")]
    [TestCase("int \\\nf(vo\\\nid);", TestName = "Lines are joined everywhere")]
    [TestCase("int größe(int ñ);", TestName = "Identifiers have letters of any script")]
    public void It_is_read(string text) => ParserFixture.Of(text);

    [TestCase("#define X 42\n", 42)]
    [TestCase("#define X 0x10UL\n", 16)]
    [TestCase("#define X 010\n", 8)]
    [TestCase("#define X -3\n", -3)]
    [TestCase("#define X 0b101\n", 5)]
    [TestCase("#define X (1)\n", 1)]
    [TestCase("#define X 1+2\n", 3)]
    [TestCase("#define X 'a'\n", 97)]
    [TestCase("#define Y 7\n#define X Y\n", 7)]
    [TestCase("#define F(x) x + 1\n#define X F(2)\n", 3)]
    [TestCase("static const int X = 5;", 5)]
    [TestCase("static const int X = 1+2;", 3)]
    [TestCase("enum { Y = 'a', X };", 98)]
    public void A_constant_has_a_value(string text, int value) => Assert.That(ParserFixture.Of(text).Constant("X").Integer, Is.EqualTo((BigInteger)value));

    [Test]
    public void Macros_of_strings_and_floats_are_constants_and_an_empty_one_is_none()
    {
        ParserFixture c = ParserFixture.Of("#define S \"s\"\n#define D 1.5\n#define E\n");
        Assert.That(c.Constant("S").StringBytes, Is.EqualTo("s"u8.ToArray()));
        Assert.That(c.Constant("D").Floating, Is.EqualTo(1.5));
        Assert.That(c.Parser.ReasonNotConstant("E"), Is.EqualTo("it is empty"));
    }

    [TestCase("struct s { _Alignas(16) int x; };", "s", 16, TestName = "_Alignas counts, which cffi ignores")]
    [TestCase("#pragma pack(1)\nstruct s { char c; int i; };", "s", 5, TestName = "#pragma pack counts, which cffi ignores")]
    [TestCase("struct s {};", "s", 0, TestName = "An empty struct has GCC's size")]
    public void A_record_has_the_size_that_the_compiler_gives_it(string text, string tag, int size) =>
        Assert.That(LayoutEngine.Of(ParserFixture.Of(text).Record(tag), Target.LinuxX64).Size, Is.EqualTo(size));

    [Test]
    public void A_global_needs_no_storage_class() => Assert.That(ParserFixture.Of("int x;")["x"], Is.InstanceOf<VariableDeclaration>());

    [Test]
    public void An_initialized_variable_stays_a_variable_and_a_constant_one_becomes_a_constant()
    {
        ParserFixture c = ParserFixture.Of("int x = 5; const int y = 5;");
        Assert.That(c["x"], Is.InstanceOf<VariableDeclaration>());
        Assert.That(c["y"], Is.InstanceOf<ConstantDeclaration>());
    }

    [Test]
    public void A_struct_declared_first_gets_its_body_in_a_later_text()
    {
        ParserFixture c = ParserFixture.Of("struct s; int f(struct s *);");
        c.Parser.Parse("struct s { int x; };");
        Assert.That(c.Record("s").IsComplete);
    }

    [Test]
    public void Another_declaration_of_a_name_needs_Override()
    {
        ParserFixture c = ParserFixture.Of("int f(int);");
        Assert.That(c.Errors("long f(int);")[0].Id, Is.EqualTo("CFFI3004"));
        c.Parser.Parse("long f(int);", new CdefOptions { Override = true });
        Assert.That(c.TypeOf("f"), Is.EqualTo("long(int)"));
    }

    [Test]
    public void Packing_is_an_option_of_a_text_and_must_be_a_power_of_two()
    {
        var c = new ParserFixture();
        c.Parser.Parse("struct a { char c; int i; };", new CdefOptions { Packed = true });
        c.Parser.Parse("struct b { char c; int i; };", new CdefOptions { Pack = 2 });
        c.Parser.Parse("struct d { int a : 5; int b : 30; };", new CdefOptions { Packed = true });
        Assert.That(new[] { "a", "b", "d" }.Select(tag => LayoutEngine.Of(c.Record(tag), Target.LinuxX64).Size), Is.EqualTo(new long[] { 5, 6, 5 }));
        Assert.That(c.Errors("int x;", new CdefOptions { Pack = 3 })[0].Id, Is.EqualTo("CFFI3014"));
    }

    [TestCase("int f(void); int g(nosuch);", TestName = "A refused text with a wrong type declares nothing")]
    [TestCase("int f(void); struct s { int x[-1]; };", TestName = "A refused text with a wrong length declares nothing")]
    [TestCase("int f(void); int g(", TestName = "A refused text with wrong syntax declares nothing")]
    public void A_refused_text_changes_nothing(string text)
    {
        var c = new ParserFixture();
        c.Errors(text);
        Assert.That(c.Declarations.All, Is.Empty);
    }

    [TestCase("class X { };", "CFFI3001")]
    [TestCase("template <class T> int f(T);", "CFFI2001")]
    [TestCase("_Decimal64 d;", "CFFI5301")]
    [TestCase("#include <nosuch.h>\n", "CFFI1109")]
    [TestCase("#error no\n", "CFFI1107")]
    [TestCase("int f(int)(int);", "CFFI3006")]
    public void What_is_not_read_is_refused_with_an_id(string text, string id) => Assert.That(new ParserFixture().Errors(text)[0].Id, Is.EqualTo(id));

    // The three dots (1.3): each form is a state of the model. Its layout is refused by name until a compiler completes it.
    [TestCase("struct s { int a; ...; };", "struct s", "CFFI4005")]
    [TestCase("union u { int a; ...; };", "union u", "CFFI4005")]
    [TestCase("struct s { int a : 3; ...; };", "struct s", "CFFI4005")]
    [TestCase("struct s { struct { int x; ...; } in; };", "struct s", "CFFI4005")]
    [TestCase("typedef int... T;", "T", "CFFI4005")]
    [TestCase("typedef float... F;", "F", "CFFI4005")]
    [TestCase("typedef unsigned long... U;", "U", "CFFI4005")]
    [TestCase("typedef ... T;", "T", "CFFI4004")]
    [TestCase("typedef struct { ...; } T;", "T", "CFFI4005")]
    [TestCase("typedef int T[...];", "T", "CFFI4005")]
    [TestCase("typedef int T[...][...];", "T", "CFFI4005")]
    [TestCase("struct s { int a[...]; };", "struct s", "CFFI4005")]
    [TestCase("enum e { A, B, ... };", "enum e", "CFFI4005")]
    [TestCase("enum e { A = ..., B };", "enum e", "CFFI4005")]
    public void A_partial_type_has_no_layout_and_says_so(string text, string type, string id)
    {
        CType parsed = ParserFixture.Of(text).Parser.ParseType(type);
        Assert.That(Assert.Throws<LayoutException>(() => LayoutEngine.Of(parsed, Target.LinuxX64))!.Id, Is.EqualTo(id));
    }

    [Test]
    public void A_pointer_to_an_opaque_type_is_a_pointer() => Assert.That(
        LayoutEngine.Of(ParserFixture.Of("typedef ... *P; int f(P);").Parser.ParseType("P"), Target.LinuxX64).Size, Is.EqualTo(8));

    [TestCase("extern int a[...];", "int[...]")]
    [TestCase("extern int a[];", "int[]")]
    [TestCase("extern int a[...][...];", "int[...][...]")]
    [TestCase("extern int a[][...];", "int[][...]")]
    public void A_length_left_to_the_compiler_is_kept(string text, string type) => Assert.That(ParserFixture.Of(text).TypeOf("a"), Is.EqualTo(type));

    [TestCase("#define X ...\n")]
    [TestCase("static const int X;")]
    [TestCase("static const double X;")]
    [TestCase("static char *const X;")]
    [TestCase("enum { X = ... };")]
    [TestCase("enum { W, X, ... };")]
    public void A_constant_left_to_the_compiler_is_kept(string text) => Assert.That(((ConstantDeclaration)ParserFixture.Of(text)["X"]).IsPartial);

    [Test]
    public void An_enum_with_dots_keeps_what_it_says()
    {
        ParserFixture c = ParserFixture.Of("enum e { A = ..., B = 5, C };");
        CEnumType type = ((EnumDeclaration)c.Declarations.FindTag("e")!).Type;
        Assert.That(type.Enumerators.Select(e => (e.Name, e.IsPartial)), Is.EqualTo(new[] { ("A", true), ("B", false), ("C", false) }));
        Assert.That(c.Constant("C").Integer, Is.EqualTo((BigInteger)6));
    }
}
