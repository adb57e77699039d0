using Cffi.Tests.Native;

namespace Cffi.Tests.Api;

/// <summary>C# functions that C calls by name: <c>extern "C#"</c>.</summary>
public sealed class ExternTests() : ApiTests("any")
{
    [Test]
    public void The_prelude_calls_CSharp_by_name()
    {
        var ffi = new Ffi();
        ffi.Cdef("extern \"C#\" int add(int a, int b); int twice_the_sum(int a, int b);");
        ffi.DefExtern("add", (int a, int b) => a + b);
        using CLibrary lib = ffi.Verify("static int twice_the_sum(int a, int b) { return 2 * add(a, b); }", Options);
        Assert.That(lib.Call<int>("twice_the_sum", 20, 1), Is.EqualTo(42));
    }

    // The forms that users of cffi write in the prelude.
    [TestCase("")]
    [TestCase("static double scale(double x, const char *text, void *(*f)(void));")]
    [TestCase("double scale(double x, const char *text, void *(*f)(void));")]
    [TestCase("extern double scale(double, const char *, void *(*)(void));")]
    public void The_prelude_may_declare_it_as_well(string declaration)
    {
        var ffi = new Ffi();
        ffi.Cdef("extern \"C#\" { double scale(double x, const char *text, void *(*f)(void)); } double use(double x);");
        using CLibrary lib = ffi.Verify(declaration + "\nstatic double use(double x) { return scale(x, \"abc\", 0) + 1; }", Options);
        ffi.DefExtern("scale", (double x, string text, CData f) => x * text.Length + (f.IsNull ? 0 : 1000));
        Assert.That(lib.Call<double>("use", 2.0), Is.EqualTo(7.0));
    }

    [Test]
    public void Types_of_the_prelude_need_a_declaration_there()
    {
        const string Types = "typedef struct { int x; char c[20]; } big; typedef struct { float x, y; } pair; typedef unsigned char u8;\n";
        const string Use = "static int run(void) { big b = { 7, \"text\" }; pair p = { 1, 2 }; pair q = swap(p); return keep(b).x * 100 + (int)(q.x * 10 + q.y) + narrow(255); }";
        var ffi = new Ffi();
        ffi.Cdef("typedef struct { int x; char c[20]; } big; typedef struct { float x, y; } pair; typedef unsigned char u8; extern \"C#\" { big keep(big b); pair swap(pair p); u8 narrow(u8 v); } int run(void);");
        ffi.DefExtern("keep", (CData b) =>
        {
            b["x"] = b["x"].As<int>() + 1;
            return b;
        });
        ffi.DefExtern("swap", (CData p) =>
        {
            (float x, float y) = (p["x"].As<float>(), p["y"].As<float>());
            p["x"] = y;
            p["y"] = x;
            return p;
        });
        ffi.DefExtern("narrow", (byte v) => v);
        using CLibrary lib = ffi.Verify(Types + "static big keep(big); static pair swap(pair);\n" + Use, Options);
        Assert.That(lib.Call<int>("run"), Is.EqualTo((8 * 100) + 21 + 255));
        Assert.Catch<CffiException>(() => ffi.Verify(Types + Use, Options), "C needs a declaration of a function with these types before the call");
    }

    [Test]
    public void A_body_can_be_replaced_at_any_time()
    {
        using CLibrary lib = Compile("extern \"C#\" int f(void); int call(void);", "static int call(void) { return f(); }", out Ffi ffi);
        for (int i = 0; i < 1000; i++)
        {
            int value = i;
            ffi.DefExtern("f", () => value);
            Assert.That(lib.Call<int>("call"), Is.EqualTo(i));
        }
    }

    [Test]
    public void The_function_can_be_passed_to_C_and_called_from_CSharp()
    {
        using CLibrary lib = Compile(
            "extern \"C#\" int compare(const void *a, const void *b); void sort(int *v, int n, int (*by)(const void *, const void *)); int first(int *v, int n);",
            "#include <stdlib.h>\nstatic void sort(int *v, int n, int (*by)(const void *, const void *)) { qsort(v, n, sizeof *v, by); }\nstatic int first(int *v, int n) { qsort(v, n, sizeof *v, compare); return v[0]; }",
            out Ffi ffi);
        ffi.DefExtern("compare", (CData a, CData b) => ffi.Cast("int *", a)[0].As<int>().CompareTo(ffi.Cast("int *", b)[0].As<int>()));
        using CData values = ffi.New("int[]", new[] { 3, 1, 2 });
        Assert.That(lib.Call<int>("first", values, 3), Is.EqualTo(1));
        CData compare = ffi.Cast("int (*)(const void *, const void *)", (CValue)lib.GetAddress("compare"));
        using CData others = ffi.New("int[]", new[] { 9, 7, 8 });
        lib.Call("sort", others, 3, compare);
        Assert.That(others.AsSpan<int>().ToArray(), Is.EqualTo(new[] { 7, 8, 9 }));
        Assert.That(lib.Call<int>("compare", values, others), Is.Negative);
    }

    [Test]
    public void A_function_that_nothing_implements_says_so_and_C_gets_zero()
    {
        using CLibrary lib = Compile(
            "struct s { long a, b, c; }; extern \"C#\" { int f(int x); struct s g(void); void h(void); } long result; int call(void); long call_g(void); void call_h(void);",
            "struct s { long a, b, c; }; static struct s g(void); static long result = 1; static int call(void) { return result = f(5) + 100; } static long call_g(void) { return result = g().c + 200; } static void call_h(void) { h(); result = 300; }",
            out Ffi ffi);
        foreach ((string function, string name, int expected) in new[] { ("call", "f", 100), ("call_g", "g", 200), ("call_h", "h", 300) })
        {
            CffiUnsupportedException error = Assert.Throws<CffiUnsupportedException>(() => lib.Call(function))!;
            Assert.That(error.Message, Is.EqualTo($"CFFI7061: C calls '{name}', which has no implementation; call DefExtern first"));
            Assert.That(lib.GetVariable("result").As<long>(), Is.EqualTo(expected));
        }

        ffi.DefExtern("f", (int x) => x);
        Assert.That(lib.Call<int>("call"), Is.EqualTo(105));
    }

    [Test]
    public void An_exception_comes_out_of_the_call_into_C()
    {
        using CLibrary lib = Compile("extern \"C#\" int f(void); int call(void); int last;", "static int last; static int call(void) { return last = f(); }", out Ffi ffi);
        ffi.DefExtern("f", new Func<int>(() => throw new InvalidOperationException("mine")), new CallbackOptions { ErrorValue = -7 });
        Assert.That(Assert.Throws<InvalidOperationException>(() => lib.Call("call"))!.Message, Is.EqualTo("mine"));
        Assert.That(lib.GetVariable("last").As<int>(), Is.EqualTo(-7));
        ffi.DefExtern("f", new Func<int>(() => throw new InvalidOperationException()), new CallbackOptions { OnError = _ => 8 });
        Assert.That(lib.Call<int>("call"), Is.EqualTo(8));
    }

    [TestCase("-1", "", -1)]
    [TestCase("0x10", "", 16)]
    [TestCase("FAILED", "#define FAILED -7\n", -7)]
    public void The_annotated_error_value_is_what_C_gets(string value, string constant, int expected)
    {
        using CLibrary lib = Compile($"{constant}extern \"C#\" {{ [[cffi::error({value})]] int f(void); }} int call(void); int last;", constant + "static int last; static int call(void) { return last = f(); }", out Ffi ffi);
        ffi.DefExtern("f", new Func<int>(() => throw new InvalidOperationException()));
        Assert.That(() => lib.Call("call"), Throws.InvalidOperationException);
        Assert.That(lib.GetVariable("last").As<int>(), Is.EqualTo(expected));
        ffi.DefExtern("f", new Func<int>(() => throw new InvalidOperationException()), new CallbackOptions { ErrorValue = 5 });
        Assert.That(() => lib.Call("call"), Throws.InvalidOperationException);
        Assert.That(lib.GetVariable("last").As<int>(), Is.EqualTo(5), "the program's error value takes precedence over the annotation");
    }

    [Test]
    public void An_annotated_error_value_that_does_not_fit_is_refused()
    {
        var ffi = new Ffi();
        ffi.Cdef("extern \"C#\" { [[cffi::error(-1)]] unsigned char small(void); [[cffi::error(nothing)]] int odd(void); }");
        Assert.That(() => ffi.DefExtern("small", () => (byte)1), Throws.TypeOf<CffiRangeException>());
        Assert.That(() => ffi.DefExtern("odd", () => 1), Throws.TypeOf<CffiTypeException>().With.Message.StartsWith("CFFI7065"));
    }

    [Test]
    public void Names_and_bodies_that_do_not_fit_are_refused()
    {
        var ffi = new Ffi();
        ffi.Cdef("extern \"C#\" int add(int a, int b); extern \"C#\" int many(int n, ...); int plain(void);");
        Assert.That(Assert.Throws<CffiNameException>(() => ffi.DefExtern("adds", (int a, int b) => a))!.Message, Is.EqualTo("CFFI7030: no extern \"C#\" function 'adds' is declared; did you mean 'add'?"));
        Assert.That(Assert.Throws<CffiNameException>(() => ffi.DefExtern("plain", () => 1))!.Message, Is.EqualTo("CFFI7032: 'plain' is a function of C; declare it with extern \"C#\""));
        Assert.That(Assert.Throws<CffiTypeException>(() => ffi.DefExtern("add", (int a) => a))!.Id, Is.EqualTo("CFFI7009"));
        Assert.That(Assert.Throws<CffiUnsupportedException>(() => ffi.DefExtern("many", (int a) => a))!.Id, Is.EqualTo("CFFI5105"));
        Assert.Throws<CffiArgumentNullException>(() => ffi.DefExtern(null!, () => 1));
        Assert.Throws<CffiArgumentNullException>(() => ffi.DefExtern("add", (Func<int, int, int>)null!));
        using CLibrary c = ffi.Dlopen("c");
        CffiUnsupportedException error = Assert.Throws<CffiUnsupportedException>(() => c.Call("add", 1, 2))!;
        Assert.That(error.Message, Is.EqualTo("CFFI5202: 'add' is implemented in C# (extern \"C#\"), and C can call it in a compiled module only (API mode); make a Callback instead"));
    }

    [Test]
    public void A_variadic_one_and_one_that_C_has_otherwise_are_differences()
    {
        Assert.That(Differences("extern \"C#\" int many(int n, ...);", ""), Is.EqualTo(new[] { "CFFI8111: 'many' is variadic: C# cannot know its arguments" }));
        Assert.That(Differences("extern \"C#\" int f(int n);", "static int f(long n);"), Has.Some.StartWith("CFFI8101: the C compiler says: "));
    }

    [Test]
    public void A_module_that_is_loaded_calls_CSharp_as_well()
    {
        using var folder = new TemporaryFolder();
        var ffi = new Ffi();
        ffi.Cdef("extern \"C#\" int add(int a, int b); int use(int a);");
        ffi.SetSource("_extern", "static int use(int a) { return add(a, 1); }", Options);
        string description = ffi.CompileTo(folder.File("out"));
        using CLibrary lib = Ffi.LoadModule(description);
        Assert.That(Assert.Throws<CffiUnsupportedException>(() => lib.Call("use", 4))!.Id, Is.EqualTo("CFFI7061"));
        lib.Ffi.DefExtern("add", (int a, int b) => a + b);
        Assert.That(lib.Call<int>("use", 4), Is.EqualTo(5));
    }

    [TestCase("-1", -1)]
    [TestCase("FAILED", -7)]
    [TestCase("COMPUTED", -9)]
    public void A_module_that_is_loaded_gives_C_the_annotated_error_value(string value, int expected)
    {
        using var folder = new TemporaryFolder();
        var ffi = new Ffi();
        ffi.Cdef($"#define FAILED ...\n#define COMPUTED ...\nextern \"C#\" {{ [[cffi::error({value})]] int f(void); }} int call(void); extern int last;");
        ffi.SetSource("_failing", "#define FAILED -7\nstatic int compute(void) { return -9; }\n#define COMPUTED compute()\nstatic int last; static int call(void) { return last = f(); }", Options);
        using CLibrary lib = Ffi.LoadModule(ffi.CompileTo(folder.File("out")));
        lib.Ffi.DefExtern("f", new Func<int>(() => throw new InvalidOperationException("mine")));
        Assert.That(() => lib.Call("call"), Throws.InvalidOperationException.With.Message.EqualTo("mine"));
        Assert.That(lib.GetVariable("last").As<int>(), Is.EqualTo(expected));
        lib.Ffi.DefExtern("f", new Func<int>(() => throw new InvalidOperationException()), new CallbackOptions { ErrorValue = 5 });
        Assert.That(() => lib.Call("call"), Throws.InvalidOperationException);
        Assert.That(lib.GetVariable("last").As<int>(), Is.EqualTo(5), "the program's error value takes precedence over the annotation");
    }

    [Test]
    public void Two_modules_call_their_own_and_a_closed_one_is_no_obstacle()
    {
        const string Declarations = "extern \"C#\" int f(void); int call(void);", Prelude = "static int call(void) { return f(); }";
        using CLibrary one = Compile(Declarations, Prelude, out Ffi first);
        using CLibrary other = Compile(Declarations, Prelude + "// other", out Ffi second);
        first.DefExtern("f", () => 1);
        second.DefExtern("f", () => 2);
        Assert.That((one.Call<int>("call"), other.Call<int>("call")), Is.EqualTo((1, 2)));
        one.Dispose();
        first.DefExtern("f", () => 3);
        using CLibrary again = first.Verify(Prelude, Options);
        Assert.That((again.Call<int>("call"), other.Call<int>("call")), Is.EqualTo((3, 2)));
    }

    [Test]
    public void Threads_of_C_call_CSharp()
    {
        using CLibrary lib = Compile(
            "extern \"C#\" int step(int n); int run(int threads);",
            """
            #include <pthread.h>
            static void *body(void *p) { long s = 0; for (int i = 0; i < 1000; i++) s += step(i); return (void *)s; }
            static int run(int threads) { pthread_t t[16]; long s = 0; void *r; for (int i = 0; i < threads; i++) pthread_create(&t[i], 0, body, 0); for (int i = 0; i < threads; i++) { pthread_join(t[i], &r); s += (long)r; } return (int)s; }
            """,
            out Ffi ffi);
        ffi.DefExtern("step", (int n) => n % 2);
        Assert.That(lib.Call<int>("run", 8), Is.EqualTo(8 * 500));
    }
}
