namespace Cffi.Tests.Api;

/// <summary>Programs use compiled modules.</summary>
[TestFixture("any")]
[TestFixture("clang")]
[TestFixture("tcc")]
public sealed class ModuleTests(string compiler) : ApiTests(compiler)
{
    [Test]
    public void The_program_of_the_surface_runs()
    {
        var ffi = new Ffi();
        ffi.Cdef("int max(int a, int b); int twice(int x); double sin(double x); int snprintf(char *buf, size_t n, const char *format, ...);");
        ffi.SetSource("_demo", """
            #include <math.h>
            #include <stdio.h>
            #define max(a, b) ((a) > (b) ? (a) : (b))
            static inline int twice(int x) { return 2 * x; }
            """, Options with { Libraries = ["m"] });
        using CLibrary lib = ffi.Compile();
        Assert.That(lib.Name, Is.EqualTo("_demo"));
        Assert.That((lib.Call<int>("max", 3, 9), lib.Call<int>("twice", 21), lib.Call<double>("sin", 0.0)), Is.EqualTo((9, 42, 0.0)));
        using CData buffer = ffi.New("char[16]");
        lib.Call("snprintf", buffer, 16, "%d %s", 5, "x");
        Assert.That(ffi.String(buffer), Is.EqualTo("5 x"));
        dynamic c = lib;
        Assert.That((int)c.max(1, 2), Is.EqualTo(2));
    }

    [Test]
    public void Macros_carry_any_types_as_functions()
    {
        using CLibrary lib = Compile(
            "typedef struct { int x, y; } point; point flip(point p); int (*choose(int n))(int); void store(int *p, int v); unsigned char cut(long v);",
            """
            typedef struct { int x, y; } point;
            static point flip_(point p) { point q = { p.y, p.x }; return q; }
            #define flip(p) flip_(p)
            static int one(int v) { return v + 1; }
            #define choose(n) ((n) ? one : 0)
            #define store(p, v) (*(p) = (v))
            #define cut(v) (v)
            """,
            out Ffi ffi);
        using CData p = ffi.New("point *");
        p["x"] = 1;
        p["y"] = 2;
        Assert.That(lib.Call<CData>("flip", p[0])["x"].As<int>(), Is.EqualTo(2));
        Assert.That(lib.Call<CData>("choose", 1).Invoke<int>(4), Is.EqualTo(5));
        using CData cell = ffi.New("int *");
        lib.Call("store", cell, 7);
        Assert.That(cell[0].As<int>(), Is.EqualTo(7));
        Assert.That(lib.Call<int>("cut", 0x1ff), Is.EqualTo(0xff));
    }

    [Test]
    public void Variables_are_reached_through_their_real_lvalue()
    {
        using CLibrary lib = Compile(
            "extern int errno; extern int counter; extern int mine; extern int alias; int get(void);",
            $"#include <errno.h>\nstatic int counter = 5; static {(IsTiny ? "" : "__thread")} int mine = 7; static int cells[3];\n#define alias cells[1]\nstatic int get(void) {{ return counter * 100 + alias; }}",
            out Ffi ffi);
        lib.GetVariable("counter").Assign(6);
        lib.GetVariable("alias").Assign(3);
        Assert.That(lib.Call<int>("get"), Is.EqualTo(603));
        Assert.That(lib.GetVariable("errno").Type.CName, Is.EqualTo("int"));
        lib.GetVariable("mine").Assign(100);
        int other = 0;
        var thread = new Thread(() => other = lib.GetVariable("mine").As<int>());
        thread.Start();
        thread.Join();
        Assert.That((other, lib.GetVariable("mine").As<int>()), Is.EqualTo((IsTiny ? 100 : 7, 100)));
    }

    [Test]
    public void A_variable_is_found_anew_at_each_use_on_the_thread_that_uses_it()
    {
        using CLibrary lib = Compile(
            "extern int mine, chosen; extern const char *text; void choose(int i); extern long double wide; double half(void);",
            $"static {(IsTiny ? "" : "__thread")} int mine = 7; static int cells[2] = {{ 10, 20 }}, place; static const char *text = \"a\"; static long double wide = 2.5; static double half(void) {{ return wide / 2; }}\n#define chosen cells[place]\nstatic void choose(int i) {{ place = i; }}",
            out Ffi ffi);
        CData mine = lib.GetVariable("mine"), chosen = lib.GetVariable("chosen"), text = lib.GetVariable("text");
        mine.Assign(100);
        int other = 0;
        var thread = new Thread(() => other = mine.As<int>());
        thread.Start();
        thread.Join();
        Assert.That((other, mine.As<int>()), Is.EqualTo((IsTiny ? 100 : 7, 100)));
        int first = chosen.As<int>();
        lib.Call("choose", 1);
        chosen.Assign(21);
        Assert.That((first, chosen.As<int>(), ffi.String(text), lib.GetVariable("wide").As<double>()), Is.EqualTo((10, 21, "a", 2.5)));
        CData wide = lib.GetVariable("wide");
        wide.Assign(0.75);
        Assert.That((wide.As<double>(), lib.GetVariable("wide").As<double>(), lib.Call<double>("half")), Is.EqualTo((0.75, 0.75, 0.375)));
        lib.Dispose();
        Assert.Throws<CffiDisposedException>(() => wide.As<double>());
        Assert.Throws<CffiDisposedException>(() => chosen.As<int>());
        Assert.Throws<CffiDisposedException>(() => chosen.Assign(1));
    }

    [Test]
    public void Errno_is_what_the_threads_last_call_left()
    {
        using CLibrary lib = Compile("extern int errno; int fail(int e);", "#include <errno.h>\nstatic int fail(int e) { int before = errno; errno = e; return before; }", out Ffi ffi);
        CData errno = lib.GetVariable("errno");
        for (int i = 1; i <= 1000; i++)
        {
            lib.Call("fail", i);

            // The runtime makes a call here that changes errno.
            File.Exists("/nonexistent/" + i);
            if (i % 100 == 0)
            {
                GC.Collect();
            }

            Assert.That((errno.As<int>(), Ffi.Errno), Is.EqualTo((i, i)));
        }

        errno.Assign(77);
        Assert.That((Ffi.Errno, lib.Call<int>("fail", 3), errno.As<int>()), Is.EqualTo((77, 77, 3)));
        int other = -1;
        var thread = new Thread(() => other = errno.As<int>());
        thread.Start();
        thread.Join();
        Assert.That(other, Is.Zero);
    }

    [Test]
    public void A_closed_module_refuses_everything()
    {
        CLibrary lib = Compile("int f(void); extern int v;", "static int f(void) { return 1; } static int v;");
        CFunction f = lib["f"];
        lib.Dispose();
        Action[] uses = [() => f.Invoke(), () => lib.GetVariable("v"), () => lib.GetAddress("f"), () => _ = lib["f"]];
        foreach (Action use in uses)
        {
            Assert.Throws<CffiDisposedException>(use);
        }
    }

    [Test]
    public void What_is_declared_after_compiling_is_not_in_the_module()
    {
        using CLibrary lib = Compile("int f(void);", "static int f(void) { return 1; }", out Ffi ffi);
        ffi.Cdef("int g(void);");
        Assert.That(lib.Call<int>("f"), Is.EqualTo(1));
        CompilationException error = Assert.Throws<CompilationException>(() => lib.Call("g"))!;
        Assert.That(error.Message, Is.EqualTo("CFFI8012: 'g' is not in module '_verify', because it was declared after the module was compiled; compile the module again"));
    }

    [Test]
    public void A_prelude_that_is_wrong_is_shown_at_its_line()
    {
        CompilationException error = Assert.Throws<CompilationException>(() => Compile("int f(void);", "int f(void);\nint g(void) { return nosuch; }"))!;
        Assert.That(error.Id, Is.EqualTo("CFFI8002"));

        // tcc reports no column.
        string place = IsTiny ? "(2,1)" : "(2,22)";
        Assert.That(error.Diagnostics.Select(static d => d.ToString()), Has.One.StartsWith($"<prelude>{place}: error CFFI8101: the C compiler says: ").And.Contain("'nosuch'"));
        Assert.That(error.Output, Does.Contain(IsTiny ? "<prelude>:2: error:" : "<prelude>:2:22: error:"));
    }

    [Test]
    public void A_library_that_is_missing_is_the_linkers_word()
    {
        var ffi = new Ffi();
        ffi.Cdef("double cos(double);");
        CompilationException error = Assert.Throws<CompilationException>(() => ffi.Verify("#include <math.h>", Options with { Libraries = ["nosuchlibrary"] }))!;
        Assert.That(error.Message, Does.Contain("nosuchlibrary"));
    }

    [Test]
    public void The_source_is_set_once()
    {
        var ffi = new Ffi();
        Assert.That(Assert.Throws<CffiUnsupportedException>(() => ffi.Compile())!.Id, Is.EqualTo("CFFI8006"));
        ffi.SetSource("a.b", "");
        Assert.That(Assert.Throws<CffiUnsupportedException>(() => ffi.SetSource("c", ""))!.Id, Is.EqualTo("CFFI8007"));
    }
}
