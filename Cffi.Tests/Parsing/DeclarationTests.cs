using NUnit.Framework;

namespace Cffi.Tests.Parsing;

public sealed class DeclarationTests
{
    [TestCase("int f(), g(void);", "g", "int(void)")]
    [TestCase("int f();", "f", "int(void)")]
    [TestCase("void (*signal(int sig, void (*func)(int)))(int);", "signal", "void(*(int, void(*)(int)))(int)")]
    [TestCase("int f(int a[5], int b[], int c[static 5], int d[const], int e[restrict static 4], int g(int));", "f", "int(int *, int *, int *, int *, int *, int(*)(int))")]
    [TestCase("int f(int n, int a[n], int b[*], int c[n][3]);", "f", "int(int, int *, int *, int(*)[3])")]
    [TestCase("int f(const int x, int *const p, register int r);", "f", "int(int, int *, int)")]
    [TestCase("int f(const char *, ...);", "f", "int(const char *, ...)")]
    [TestCase("int (f)(int);", "f", "int(int)")]
    [TestCase("int *(*f(int))[3];", "f", "int *(*(int))[3]")]
    [TestCase("extern inline _Noreturn void f(void);", "f", "void(void)")]
    [TestCase("static __inline int f(void);", "f", "int(void)")]
    [TestCase("__extension__ extern int f(void) __attribute__((__nothrow__ , __leaf__)) __attribute__((nonnull(1, 2)));", "f", "int(void)")]
    [TestCase("int __stdcall f(int);", "f", "int __stdcall (int)")]
    [TestCase("int WINAPI f(int);", "f", "int __stdcall (int)")]
    [TestCase("int __cdecl f(int);", "f", "int(int)")]
    [TestCase("int f(int) __attribute__((fastcall));", "f", "int __fastcall (int)")]
    [TestCase("int *__stdcall f(int);", "f", "int *__stdcall (int)")]
    [TestCase("typedef int fn(int); fn f;", "f", "int(int)")]
    [TestCase("typedef int T; int f(T);", "f", "int(int)")]
    [TestCase("typedef int T; int f(int (T));", "f", "int(int(*)(int))")]
    [TestCase("typedef int T; int f(T T);", "f", "int(int)")]
    [TestCase("typedef int T; unsigned f(const T);", "f", "unsigned int(int)")]
    public void A_function_is_declared(string text, string name, string type)
    {
        ParserFixture c = ParserFixture.Of(text);
        Assert.That(c[name], Is.InstanceOf<FunctionDeclaration>());
        Assert.That(c.TypeOf(name), Is.EqualTo(type));
        Assert.That(((FunctionDeclaration)c[name]).ParameterNames, Has.Count.EqualTo(((FunctionDeclaration)c[name]).Type.Parameters.Count));
    }

    [Test]
    public void Parameter_names_are_kept()
    {
        ParserFixture c = ParserFixture.Of("int (*f(int a, char (*b)(int inner), int))(double outer); typedef int fn(int lost); fn g;");
        Assert.That(((FunctionDeclaration)c["f"]).ParameterNames, Is.EqualTo(new[] { "a", "b", null }));
        Assert.That(((FunctionDeclaration)c["g"]).ParameterNames, Is.EqualTo(new string?[] { null }));
    }

    [TestCase("extern int x;", "x", "int")]
    [TestCase("int x, *y, z[3];", "z", "int[3]")]
    [TestCase("extern const char *const names[];", "names", "const char *const[]")]
    [TestCase("extern int a[...];", "a", "int[...]")]
    [TestCase("extern _Thread_local int t;", "t", "int")]
    [TestCase("int x = 5;", "x", "int")]
    [TestCase("int a[] = { 1, { 2 }, 3 };", "a", "int[]")]
    [TestCase("int (*fp)(int);", "fp", "int(*)(int)")]
    [TestCase("int (__stdcall *fp)(int);", "fp", "int(__stdcall *)(int)")]
    [TestCase("void (WINAPI *fp)(void);", "fp", "void(__stdcall *)(void)")]
    [TestCase("int (__stdcall *(*fp)(void))(int);", "fp", "int(__stdcall *(*)(void))(int)")]
    [TestCase("int (*(__stdcall *fp)(void))(int);", "fp", "int(*(__stdcall *)(void))(int)")]
    [TestCase("int __stdcall (*fp)(int);", "fp", "int(__stdcall *)(int)")]
    [TestCase("int (__attribute__((stdcall)) *fp)(int);", "fp", "int(__stdcall *)(int)")]
    [TestCase("unsigned int x __attribute__((__mode__(__word__)));", "x", "unsigned long")]
    [TestCase("const int x __attribute__((mode(QI))) = 5 + f;", "x", "const signed char")]
    [TestCase("typedef int T; unsigned T;", "T", "unsigned int")]
    [TestCase("struct s { int x; } v;", "v", "struct s")]
    [TestCase("int a[sizeof(int) * 2];", "a", "int[8]")]
    [TestCase("extern int a[]; extern int a[5]; extern int a[];", "a", "int[5]")]
    public void A_variable_is_declared(string text, string name, string type)
    {
        var c = new ParserFixture();
        c.Parser.Parse(text, new CdefOptions { Override = text.Contains("unsigned T", StringComparison.Ordinal) });
        Assert.That(c[name], Is.InstanceOf<VariableDeclaration>());
        Assert.That(c.TypeOf(name), Is.EqualTo(type));
    }

    [Test]
    public void An_asm_label_names_the_symbol()
    {
        ParserFixture c = ParserFixture.Of("""
            int scan(const char *) __asm__("" "__isoc99_scan") __attribute__((__nothrow__));
            extern int x asm("real_x");
            int plain(void);
            """);
        Assert.That(((FunctionDeclaration)c["scan"]).SymbolName, Is.EqualTo("__isoc99_scan"));
        Assert.That(((VariableDeclaration)c["x"]).SymbolName, Is.EqualTo("real_x"));
        Assert.That(((FunctionDeclaration)c["plain"]).SymbolName, Is.Null);
    }

    [Test]
    public void A_static_const_with_a_value_is_a_constant()
    {
        ParserFixture c = ParserFixture.Of("""
            static const int A = 1 + 2;
            const unsigned char B = 300;
            static const double C = 1;
            static const int D;
            static const char *const E = "text";
            """);
        Assert.That(c.Constant("A").Integer, Is.EqualTo((System.Numerics.BigInteger)3));
        Assert.That(c.Constant("B").Integer, Is.EqualTo((System.Numerics.BigInteger)44));
        Assert.That(c.Constant("C").Floating, Is.EqualTo(1.0));
        Assert.That(((ConstantDeclaration)c["D"]).IsPartial);
        Assert.That(c.Constant("E").StringBytes, Is.EqualTo("text"u8.ToArray()));
    }

    [Test]
    public void Standard_names_can_be_declared_otherwise()
    {
        ParserFixture c = ParserFixture.Of("typedef int bool; typedef unsigned char uint8_t; bool f(uint8_t);");
        Assert.That(c.TypeOf("f"), Is.EqualTo("int(unsigned char)"));
    }

    [Test]
    public void Declarations_know_their_text()
    {
        ParserFixture c = ParserFixture.Of("  int\n f(int x) ;\nenum e { A = 1 };\n#define M 3 // three\n");
        Assert.That(c["f"].CText, Is.EqualTo("int\n f(int x)"));
        Assert.That(c["A"].CText, Is.EqualTo("A"));
        Assert.That(c["M"].CText, Is.EqualTo("#define M 3"));
        Assert.That(c.Declarations.FindTag("e")!.CText, Is.EqualTo("enum e { A = 1 }"));
        Assert.That(c.Declarations.All.Select(d => d.Name), Is.EqualTo(new[] { "f", "A", "e", "M" }));
    }

    [Test]
    public void A_record_comes_after_what_it_contains_and_a_macro_where_it_stands()
    {
        ParserFixture c = ParserFixture.Of("#define A 1\nstruct late; struct outer { struct inner { int x; } i; };\n#define B 2\nstruct late { struct outer o; };\n#define C 3\n#define D 4");
        Assert.That(c.Declarations.All.Select(d => d.Name), Is.EqualTo(new[] { "A", "inner", "outer", "B", "late", "C", "D" }));
    }

    [Test]
    public void A_linkage_of_C_changes_nothing()
    {
        ParserFixture c = ParserFixture.Of("extern \"C\" { int f(void); extern \"C\" { int g(void); } } extern \"C\" int h(void);");
        Assert.That(c.Declarations.Functions.Select(f => f.Name), Is.EqualTo(new[] { "f", "g", "h" }));
    }

    [Test]
    public void A_function_body_is_skipped_with_a_warning()
    {
        var c = new ParserFixture();
        CDiagnostic warning = c.Parser.Parse("static inline int f(int x) { if (x) { return 1; } return 0; } int g(void);").Single();
        Assert.That(warning.Message, Is.EqualTo("the body of 'f' is skipped, only its declaration counts"));
        Assert.That(c.Declarations.Functions, Has.Count.EqualTo(2));
    }

    [Test]
    public void Static_assertions_are_evaluated()
    {
        ParserFixture.Of("_Static_assert(sizeof(int) == 4, \"int\"); static_assert(1); struct s { int x; _Static_assert(1 < 2, \"\"); };");
        Assert.That(new ParserFixture().Errors("_Static_assert(sizeof(long) == 4, \"long is \" \"long\");")[0].Message, Is.EqualTo("the static assertion fails: long is long"));
    }

    [TestCase("int f(int x __attribute__((odd)));")]
    [TestCase("int f(__attribute__((odd)) int x);")]
    [TestCase("int *__attribute__((odd)) f(int x);")]
    [TestCase("int x __attribute__((odd(1, (2)), unused));")]
    [TestCase("enum e { A __attribute__((odd)) = 1 };")]
    [TestCase("struct s { int x __attribute__((odd)); };")]
    [TestCase("struct s { int x; } __attribute__((odd));")]
    [TestCase("struct __attribute__((__odd__)) s { int x; };")]
    [TestCase("__declspec(odd) int f(void);")]
    public void No_unknown_attribute_is_silent(string text) =>
        Assert.That(new ParserFixture().Parser.Parse(text).Single().Message, Is.EqualTo("the attribute 'odd' is unknown and has no effect"));

    [Test]
    public void An_unknown_attribute_is_a_warning_that_names_it()
    {
        CDiagnostic warning = new ParserFixture().Parser.Parse("int f(void) __attribute__((depricated));").Single();
        Assert.That(warning.Message, Is.EqualTo("the attribute 'depricated' is unknown and has no effect"));
        Assert.That(warning.Hint, Is.EqualTo("did you mean 'deprecated'?"));
    }

    [TestCase("int f(void, int);", "a parameter cannot be void")]
    [TestCase("int f(..., int);", "'...' must come last in a parameter list")]
    [TestCase("int f(static int x);", "'static' has no place in a parameter")]
    [TestCase("int f(int)(int);", "a function cannot return a function")]
    [TestCase("int f(int)[3];", "a function cannot return an array")]
    [TestCase("int a[3](int);", "an array's element cannot be a function")]
    [TestCase("int a[][];", "an array's element has no length")]
    [TestCase("int a[*];", "'[*]' is for parameters only")]
    [TestCase("int a[static 3];", "'static' between brackets is for parameters only")]
    [TestCase("int a[-1];", "an array cannot have -1 elements")]
    [TestCase("int a[1.5];", "this has the type 'double', but an integer is needed")]
    [TestCase("char a[0x4000000000000000];", "an array of 4611686018427387904 elements is too large")]
    [TestCase("void v;", "the variable 'v' cannot be void")]
    [TestCase("typedef extern int t;", "'extern' does not go together with 'typedef'")]
    [TestCase("int x { 1 };", "'x' is not a function and cannot have a body")]
    [TestCase("static x;", "unknown type name 'x'")]
    public void A_wrong_declaration_is_refused(string text, string message) =>
        Assert.That(new ParserFixture().Errors(text).Select(e => e.Message), Is.EqualTo(new[] { message }));
}
