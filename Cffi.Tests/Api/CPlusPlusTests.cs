using Cffi.Tests.Native;

namespace Cffi.Tests.Api;

/// <summary>Modules that a C++ compiler compiles.</summary>
[TestFixture("g++")]
[TestFixture("clang++")]
public sealed class CPlusPlusTests(string compiler) : ApiTests(compiler)
{
    private readonly string name = compiler;

    private const string Stack = """
        #include <memory>
        #include <string>
        #include <vector>
        class Stack
        {
            std::vector<std::string> items;
        public:
            void push(const char *text) { items.emplace_back(text); }
            std::string pop() { std::string last = items.at(items.size() - 1); items.pop_back(); return last; }
            size_t size() const { return items.size(); }
        };
        typedef struct { int pushed; double ratio; } report;
        extern "C" {
            typedef class Stack stack;
            stack *stack_new(void) { return new Stack; }
            void stack_free(stack *s) { delete s; }
            void stack_push(stack *s, const char *text) { s->push(text); }
            size_t stack_size(const stack *s) noexcept { return s->size(); }
            int stack_pop(stack *s, char *to, size_t room) { try { return (int)s->pop().copy(to, room); } catch (const std::exception &) { return -1; } }
            report stack_report(const stack *s) { return { (int)s->size(), 0.5 }; }
        }
        """;

    private const string Declared = """
        typedef struct stack stack;
        typedef struct { int pushed; double ratio; } report;
        stack *stack_new(void); void stack_free(stack *s); void stack_push(stack *s, const char *text); size_t stack_size(const stack *s);
        int stack_pop(stack *s, char *to, size_t room); report stack_report(const stack *s);
        """;

    [Test]
    public void A_class_is_used_through_functions_that_are_extern_C()
    {
        // Users of cffi write it this way: the tag of the class names an opaque structure.
        using CLibrary lib = Compile(Declared.Replace("struct stack stack", "struct Stack stack", StringComparison.Ordinal), Stack, out Ffi ffi);
        CData stack = lib.Call<CData>("stack_new");
        lib.Call("stack_push", stack, "one");
        lib.Call("stack_push", stack, "two");
        using CData text = ffi.New("char[16]");
        Assert.That((lib.Call<ulong>("stack_size", stack), lib.Call<int>("stack_pop", stack, text, 16), ffi.String(text)), Is.EqualTo((2ul, 3, "two")));
        Assert.That(lib.Call<CData>("stack_report", stack)["pushed"].As<int>(), Is.EqualTo(1));
        lib.Call("stack_pop", stack, text, 16);
        Assert.That(lib.Call<int>("stack_pop", stack, text, 16), Is.EqualTo(-1), "the exception stays in C++");
        lib.Call("stack_free", stack);
    }

    private const string Values = """
        #include <stddef.h>
        #include <errno.h>
        #define NUMBER -5
        #define LARGE 0xffffffffffffffffull
        #define REAL 1.5
        #define TEXT "text"
        #define WIDE L"wide"
        #define HALF u"half"
        #define FAILED ((void *)-1)
        #define NOTHING nullptr
        static int calls;
        static int compute() { return 40 + ++calls - calls + 2; }
        #define COMPUTED compute()
        enum color { RED = 3, GREEN = -4 };
        enum class level : unsigned char { LOW = 200 };
        const int limit = 12;
        struct partial { char hidden; int a; double b; unsigned c : 5; int d : 3; bool e : 1; int f[4]; };
        struct whole { int a; union { int u; float v; }; struct { char x; short y; }; enum color c : 4; bool truth; };
        typedef unsigned short small;
        typedef int list[7];
        extern "C" { struct partial variable = { 1, 2, 3.5, 4, -1, true, { 5, 6, 7, 8 } }; int over(int x) { return x; } double half(double x) noexcept { return x / 2; } }
        double over(double x) { return x * 2; }
        #define twice(x) ((x) * 2)
        static whole pass(whole w) { w.a++; return w; }
        static long double precise(long double x) { return x / 4; }
        """;

    [Test]
    public void The_compiler_completes_the_dots()
    {
        using CLibrary lib = Compile(
            """
            #define NUMBER ...
            #define LARGE ...
            #define REAL ...
            #define TEXT ...
            #define WIDE ...
            #define HALF ...
            #define FAILED ...
            #define NOTHING ...
            #define COMPUTED ...
            static const int limit;
            enum color { RED = ..., GREEN = ... };
            struct partial { int a; double b; unsigned c : 5; int d : 3; int f[...]; ...; };
            struct whole { int a; union { int u; float v; }; struct { char x; short y; }; enum color c : 4; _Bool truth; };
            typedef int... small; typedef int list[...];
            extern struct partial variable; extern int errno; int over(int x); double half(double x); int twice(int x); struct whole pass(struct whole w); long double precise(long double x);
            """,
            Values,
            out Ffi ffi);
        Assert.That((ffi.GetConstant("NUMBER").As<int>(), ffi.GetConstant("LARGE").As<ulong>(), ffi.GetConstant("REAL").As<double>(), ffi.GetConstant("COMPUTED").As<int>(), ffi.GetConstant("limit").As<int>()), Is.EqualTo((-5, ulong.MaxValue, 1.5, 42, 12)));
        Assert.That((ffi.GetConstant("TEXT").As<string>(), ffi.GetConstant("WIDE").As<string>(), ffi.GetConstant("HALF").As<string>()), Is.EqualTo(("text", "wide", "half")));
        Assert.That((ffi.GetConstant("FAILED").As<CData>().Address, ffi.GetConstant("NOTHING").As<CData>().IsNull), Is.EqualTo(((nint)(-1), true)));
        Assert.That((ffi.GetConstant("RED").As<int>(), ffi.GetConstant("GREEN").As<int>(), ffi.SizeOf("small"), ffi.SizeOf("list"), ffi.SizeOf("struct partial")), Is.EqualTo((3, -4, 2L, 28L, 40L)));
        CData variable = lib.GetVariable("variable");
        Assert.That((variable["a"].As<int>(), variable["b"].As<double>(), variable["c"].As<int>(), variable["d"].As<int>(), variable["f"][3].As<int>()), Is.EqualTo((2, 3.5, 4, -1, 8)));
        Assert.That((lib.Call<int>("over", 21), lib.Call<double>("half", 5.0), lib.Call<int>("twice", 4), lib.Call<double>("precise", 10.0)), Is.EqualTo((21, 2.5, 8, 2.5)));
        using CData whole = ffi.New("struct whole *");
        whole["a"] = 6;
        whole["y"] = 7;
        CData passed = lib.Call<CData>("pass", whole[0]);
        Assert.That((passed["a"].As<int>(), passed["y"].As<int>()), Is.EqualTo((7, 7)));
    }

    [TestCase("int over(long x);", "CFFI8101")]
    [TestCase("long half(double x);", "CFFI8107")]
    [TestCase("int missing(int x);", "CFFI8101")]
    [TestCase("#define NUMBER 5", "CFFI8105")]
    [TestCase("#define TEXT \"test\"", "CFFI8105")]
    [TestCase("#define WIDE u\"wide\"", "CFFI8105")]
    [TestCase("#define REAL 1.25", "CFFI8105")]
    [TestCase("static const int limit = 13;", "CFFI8105")]
    [TestCase("enum color { RED = 3, GREEN = 4 };", "CFFI8105")]
    [TestCase("enum color { RED = 3 };", "CFFI8106")]
    [TestCase("struct whole { int a; union { int u; float v; }; struct { char x; short y; }; int c : 4; int more; };", "CFFI8101")]
    [TestCase("struct partial { unsigned a; ...; };", "CFFI8104")]
    [TestCase("struct partial { int c : 5; ...; };", "CFFI8104")]
    [TestCase("struct partial { unsigned c : 6; ...; };", "CFFI8103")]
    [TestCase("struct partial { int a; double b; unsigned c : 5; int d : 3; _Bool e : 1; int f[4]; };", "CFFI8103")]
    [TestCase("extern long calls;", "CFFI8104")]
    [TestCase("typedef float... small;", "CFFI8108")]
    public void What_is_declared_otherwise_is_a_difference(string declared, string id)
    {
        string[] differences = Differences(declared, Values);
        Assert.That(differences, Has.Some.StartsWith(id), string.Join('\n', differences));
    }

    [Test]
    public void A_member_in_padding_and_an_alternative_are_found()
    {
        Assert.That(Differences("struct s { char a; int b; };", "struct s { char a, hidden; int b; };"), Is.EqualTo(new[] { "CFFI8110: 'struct s': C has a member that the declaration omits" }));
        Assert.That(Differences("struct s { int a; struct { char x; int y; }; };", "struct s { int a; struct { char x, hidden; int y; }; };"), Has.Length.EqualTo(1).And.All.StartsWith("CFFI8110"));
        Assert.That(Differences("union u { double d; };", "union u { double d; long l; };"), Has.Length.EqualTo(1).And.All.StartsWith("CFFI8112"));
        Assert.That(Differences("struct s { long a; };", "struct s { long a; ~s() { } };"), Has.Length.EqualTo(1).And.All.StartsWith("CFFI8112"), "C++ passes an object with a destructor by its address");
    }

    [Test]
    public void A_class_that_is_no_aggregate_is_a_structure_as_well()
    {
        using CLibrary lib = Compile("struct point { int x, y; }; int sum(struct point p);", "struct point { int x, y; point(int a, int b, int c = 0) : x(a), y(b + c) { } }; static int sum(point p) { return p.x + p.y; }", out Ffi ffi);
        using CData point = ffi.New("struct point *");
        point["x"] = 4;
        point["y"] = 5;
        Assert.That(lib.Call<int>("sum", point[0]), Is.EqualTo(9));
    }

    [Test]
    public void The_message_of_a_function_says_its_type_where_the_compiler_does() =>
        Assert.That(Differences("long half(double x);", Values)[0], Does.EndWith(name == "g++" ? "the declaration says 'long half(double)', the C compiler says 'double(double)'" : "the declaration says 'long half(double)', the C compiler says a different type"));

    [Test]
    public void CSharp_functions_and_variables_over_macros_work()
    {
        using CLibrary lib = Compile(
            "extern \"C#\" int add(int a, int b); int use(int a); extern int second;",
            "static int list[2] = { 1, 9 };\n#define second list[1]\nnamespace { struct caller { int operator()(int a) const { return add(a, 1); } }; }\nextern \"C\" int use(int a) { return caller()(a); }",
            out Ffi ffi);
        ffi.DefExtern("add", (int a, int b) => a + b);
        Assert.That((lib.Call<int>("use", 4), lib.GetVariable("second").As<int>()), Is.EqualTo((5, 9)));
    }

    [Test]
    public void Callbacks_that_only_compilers_pass_work()
    {
        using CLibrary lib = Compile("typedef long double (*scale_t)(long double x, int n); double twice(scale_t f, double x);", "typedef long double (*scale_t)(long double x, int n); static double twice(scale_t f, double x) { return (double)f(x, 2); }", out Ffi ffi);
        using CData scale = ffi.Callback("long double(long double, int)", (CData x, int n) => x.As<double>() * n);
        Assert.That(lib.Call<double>("twice", scale, 2.25), Is.EqualTo(4.5));
    }

    [Test]
    public void A_compound_literal_is_a_temporary_object_there() =>
        Assert.That(Differences("extern const int LIST[2];", "#define LIST ((int[]){ 1, 2 })"), Has.Length.EqualTo(1).And.All.StartsWith("CFFI8101"));

    [Test]
    public void A_standard_that_is_too_old_is_named()
    {
        CompilationException error = Assert.Throws<CompilationException>(() =>
        {
            var ffi = new Ffi();
            ffi.Cdef("int f(void);");
            ffi.Verify("extern \"C\" int f() { return 1; }", Options with { CompilerArguments = ["-std=c++11"] });
        })!;
        Assert.That(error.Message, Does.Contain("a module in C++ needs C++14 or later"));
    }

    [Test]
    public void The_same_text_is_another_module_in_C()
    {
        using var folder = new TemporaryFolder();
        const string Text = "#ifdef __cplusplus\nextern \"C\" int language(void) { return 2; }\n#else\nstatic int language(void) { return 1; }\n#endif\n";
        BuildOptions options = Options with { CacheFolder = folder.File("cache") };
        Assert.That((Language(options), Language(options with { Compiler = null }), Language(options)), Is.EqualTo((2, 1, 2)));

        static int Language(BuildOptions options)
        {
            var ffi = new Ffi();
            ffi.Cdef("int language(void);");
            using CLibrary library = ffi.Verify(Text, options);
            return library.Call<int>("language");
        }
    }
}
