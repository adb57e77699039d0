using System.Text;

namespace Cffi.Tests.Api;

/// <summary>Constants of API mode that are not constant expressions, and other constants in C's sense.</summary>
[TestFixture("any")]
[TestFixture("clang")]
[TestFixture("tcc")]
public sealed class ConstantTests(string compiler) : ApiTests(compiler)
{
    private const string Declared = "#define X ...\n#define U ...\n#define R ...\n#define T ...\nstatic const int S;\n#define P ...\n#define FAILED ...\n#define NONE ...\nstatic const char text[] = \"xyz\";";

    private const string Prelude = """
        static int calls;
        static int f(void) { return ++calls * 21; }
        static unsigned long long u(void) { return 0x8000000000000001ull; }
        static float r(void) { return 1.5f; }
        static const char *t(void) { return "text"; }
        static int object = 5;
        static const char text[] = "xyz";
        #define X (f() - 63)
        #define U u()
        #define R r()
        #define T t()
        #define S f()
        #define P &object
        #define FAILED ((void *)-1)
        #define NONE ((char *)0)
        """;

    [Test]
    public void A_macro_that_is_no_constant_expression_is_evaluated_when_the_module_loads()
    {
        using CLibrary library = Compile(Declared, Prelude, out Ffi ffi);
        CheckValues(ffi);

        // The module comes from the cache now.
        using CLibrary again = Compile(Declared, Prelude, out Ffi other);
        CheckValues(other);
    }

    [Test]
    public void It_is_evaluated_when_a_saved_module_loads_too()
    {
        using var folder = new Native.TemporaryFolder();
        var ffi = new Ffi();
        ffi.Cdef(Declared);
        ffi.SetSource("evaluated", Prelude, Options);
        string path = ffi.CompileTo(folder.File("out"));
        using CLibrary library = Ffi.LoadModule(path);
        CheckValues(library.Ffi);
    }

    private static void CheckValues(Ffi ffi)
    {
        int x = ffi.GetConstant("X").As<int>(), s = ffi.GetConstant("S").As<int>();

        // The process may have loaded the library before, so its counter may not be at its start.
        Assert.That(((x + 63) % 21, s % 21, Math.Abs(x + 63 - s), s > 0), Is.EqualTo((0, 0, 21, true)));
        Assert.That((ffi.GetConstant("U").As<ulong>(), ffi.GetConstant("R").As<double>()), Is.EqualTo((0x8000000000000001ul, 1.5)));
        Assert.That(ffi.String(ffi.GetConstant("T").As<CData>()), Is.EqualTo("text"));
        Assert.That(ffi.Cast("int *", ffi.GetConstant("P"))[0].As<int>(), Is.EqualTo(5));
        Assert.That((ffi.GetConstant("FAILED").As<CData>().Address, ffi.GetConstant("NONE").As<CData>().IsNull), Is.EqualTo(((nint)(-1), true)));
        Assert.That(ffi.GetConstant("text").As<string>(), Is.EqualTo("xyz"));
    }

    [Test]
    public void A_declared_text_is_compared_with_what_the_module_has()
    {
        Assert.That(Differences("static const char text[] = \"xyz\";", "static const char text[] = \"xyy\";"), Is.EqualTo(new[] { "CFFI8105: constant 'text': the declaration says the string \"xyz\", the C compiler says the string \"xyy\"" }));
        Assert.That(Differences("static const char text[] = \"xyz\";", "static const char text[] = \"xyzz\";")[0], Does.StartWith("CFFI81"));
    }

    [Test]
    public void A_structure_is_no_constant() =>
        Assert.That(Differences("#define X ...", "struct q { int a; } f(void);\n#define X f()"), Has.Length.EqualTo(1).And.All.StartsWith(IsTiny ? "CFFI8101" : "CFFI8108"));

    [Test]
    public void An_address_is_no_null_pointer() =>
        Assert.That(Differences("static const void *const N = (void *)0;", "static int object;\n#define N ((void *)&object)"), Has.Length.EqualTo(1));

    [Test]
    public void Arrays_of_internal_linkage_are_variables()
    {
        using CLibrary library = Compile("static const int t[3]; static const char p[]; static const char q[...];", "static const int t[3] = { 1, 2, 3 }; static const char p[] = \"x\", q[] = \"yz\";");
        Assert.That(library.GetVariable("t").Select(static element => element.As<int>()), Is.EqualTo(new[] { 1, 2, 3 }));
        Assert.That((library.Ffi.String(library.GetVariable("p")), library.Ffi.String(library.GetVariable("q")), library.GetVariable("q").Length), Is.EqualTo(("x", "yz", 3L)));
    }

    [Test]
    public void A_variable_over_a_compound_literal_lives_as_long_as_the_module()
    {
        using CLibrary library = Compile(
            "typedef struct { unsigned char r, g, b, a; } Color; extern const Color RED; extern const int LIST[3]; extern int one; extern int cell; extern int last;",
            """
            typedef struct { unsigned char r, g, b, a; } Color;
            #define RED ((Color){ 255, 1, 2, 3 })
            #define LIST ((int[]){ 4, 5, 6 })
            #define one (*(int[]){ 7 })
            static int object = 8, list[2] = { 1, 9 };
            static int *where(void) { return &object; }
            #define cell (*where())
            #define last list[1]
            """);
        CData red = library.GetVariable("RED");
        library.GetVariable("one").Assign(70);
        Assert.That(new[] { "r", "g", "b", "a" }.Select(member => red[member].As<int>()), Is.EqualTo(new[] { 255, 1, 2, 3 }));
        Assert.That(library.GetVariable("LIST").Select(static element => element.As<int>()), Is.EqualTo(new[] { 4, 5, 6 }));
        Assert.That((library.GetVariable("one").As<int>(), library.GetVariable("cell").As<int>(), library.GetVariable("last").As<int>()), Is.EqualTo((70, 8, 9)));
    }

    [Test]
    public void A_compound_literal_that_cannot_live_so_long_is_refused() =>
        Assert.That(Differences("extern const int LIST[2];", "static int f(void) { return 1; }\n#define LIST ((int[]){ f(), 2 })")[0], Does.StartWith("CFFI8101: the C compiler says: initializer element is not"));

    [Test]
    public void Macros_that_a_compiler_defines_by_itself_are_not_asked_for()
    {
        using CLibrary library = Compile(
            "# 1 \"t.c\"\n# 1 \"<built-in>\"\n#define __VERSION__ \"1\"\n#define __GNUC__ 99\n# 1 \"<command-line>\"\n#define MINE 4\n# 1 \"t.c\"\n#define __pie__ 2\n#define __OPTIMIZE__ 3\nint twice(int);",
            "static int twice(int x) { return 2 * x; }");
        Assert.That(library.Call<int>("twice", 4), Is.EqualTo(8));
    }

    [TestCase("int f(struct q *p);", "int f(struct q *p) { return p == 0; }")]
    [TestCase("int f(struct q *p, void (*g)(union w *));", "int f(struct q *p, void (*g)(union w *)); int f(struct q *p, void (*g)(union w *)) { return p == 0; }")]
    [TestCase("int f(struct q *p); struct q { int a; };", "int f(struct q *p); struct q { int a; }; int f(struct q *p) { return p == 0; }")]
    public void A_record_that_C_first_reads_in_a_list_of_parameters_is_the_declared_one(string declared, string actual)
    {
        using CLibrary library = Compile(declared, actual);
        CValue[] nulls = [.. library["f"].Type.Parameters.Select(static _ => CValue.Null)];
        Assert.That(library["f"].Invoke<int>(nulls), Is.EqualTo(1));
    }

    [Test]
    public void What_is_wrong_in_a_header_comes_first()
    {
        using var folder = new Native.TemporaryFolder();
        string header = folder.File("wants.h");
        File.WriteAllText(header, "int g(va_list ap);\n#define LIMIT 5\n");
        CompilationException error = Assert.Throws<CompilationException>(() => Compile("#define LIMIT ...\nint nosuch(int);", $"#include \"{header}\""))!;
        Assert.That(error.Message.Split('\n')[1], Does.StartWith($"{header}(1,"));
        Assert.That(error.Message, Does.Contain(IsTiny ? "expected" : "va_list").And.Not.Contain("nosuch"));
    }
}
