using System.Numerics;

namespace Cffi.Tests.Api;

/// <summary>Types that no call plan can pass go through compiled stubs.</summary>
[TestFixture("any")]
[TestFixture("clang")]
public sealed class BlockStubTests(string compiler) : ApiTests(compiler)
{
    [Test]
    public void Vectors_are_passed_and_returned()
    {
        const string types = "typedef float v4 __attribute__((vector_size(16))); typedef int v2 __attribute__((vector_size(8)));";
        using CLibrary lib = Compile(
            types + "v4 scale(v4 v, float by); int sum(v2 a, int more, v2 b, const char *text);",
            types + "static v4 scale(v4 v, float by) { return v * by; } static int sum(v2 a, int more, v2 b, const char *text) { return a[0] + 10 * a[1] + 100 * b[0] + 1000 * b[1] + more + text[0]; }",
            out Ffi ffi);
        using CData v = ffi.New("v4 *");
        Fill(ffi, "float", v, 1f, 2f, 3f, 4f);
        CData scaled = lib.Call<CData>("scale", v[0], 2.5f);
        Assert.That(Elements(ffi, "float", scaled, 4), Is.EqualTo(new[] { 2.5, 5.0, 7.5, 10.0 }));
        using CData a = ffi.New("v2 *"), b = ffi.New("v2 *");
        Fill(ffi, "int", a, 1, 2);
        Fill(ffi, "int", b, 3, 4);
        Assert.That(lib.Call<int>("sum", a[0], 10_000, b[0], "\u0001"), Is.EqualTo(14_322));
        dynamic c = lib;
        Assert.That((int)c.sum(a[0], 0, b[0], "\u0001"), Is.EqualTo(4_322));
        CffiUsageException error = Assert.Throws<CffiRangeException>(() => lib.Call("sum", a[0], 1L << 40, b[0], ""))!;
        Assert.That(error.Message, Does.StartWith("CFFI7010: argument 2 of 'int sum("));
        Assert.Throws<CffiArgumentCountException>(() => lib.Call("sum", a[0]));
    }

    [Test]
    public void A_callback_may_close_the_module_that_calls_it([Values] bool isStub)
    {
        const string types = "typedef int v4 __attribute__((vector_size(16)));";
        CLibrary lib = Compile(
            types + "v4 closed(v4 v, int (*f)(int)); int closed_too(int (*f)(int)); extern int counter;",
            types + "static int counter = 3; static v4 closed(v4 v, int (*f)(int)) { v[0] = f(1); v[0] += counter; return v; } static int closed_too(int (*f)(int)) { int a = f(1); return a + counter; }",
            out Ffi ffi);
        string path = lib.Path!;
        bool stays = false;
        using CData v = ffi.New("v4 *");
        using CData close = ffi.Callback("int(int)", (int a) =>
        {
            lib.Dispose();
            stays = IsMapped(path);
            return a + 5;
        });
        CFunction function = lib[isStub ? "closed" : "closed_too"];
        CData counter = lib.GetVariable("counter");
        int answer = isStub ? (int)Elements(ffi, "int", function.Invoke<CData>(v[0], close), 1)[0] : function.Invoke<int>(close);
        Assert.That((answer, stays, IsMapped(path)), Is.EqualTo((9, true, false)));
        Action[] uses = [() => function.Invoke(v[0], close), () => counter.As<int>(), () => counter.Assign(1), () => lib.GetVariable("counter"), () => lib.GetAddress("counter"), () => lib.Call("closed_too", close)];
        foreach (Action use in uses)
        {
            Assert.That(Assert.Throws<CffiDisposedException>(use)!.Id, Is.EqualTo("CFFI7060"));
        }
    }

    [Test]
    public void A_record_with_a_vector_in_it_goes_by_value()
    {
        const string types = "typedef double v2 __attribute__((vector_size(16))); struct pair { v2 v; int n; }; struct wide { _Alignas(64) int x; }; typedef struct wide wide;";
        using CLibrary lib = Compile(
            types + "struct pair turn(struct pair p); wide more(wide w, int by);",
            types + "static struct pair turn(struct pair p) { struct pair r = { { p.v[1], p.v[0] }, -p.n }; return r; } static wide more(wide w, int by) { w.x += by; return w; }",
            out Ffi ffi);
        using CData p = ffi.New("struct pair *");
        Fill(ffi, "double", ffi.AddressOf(p, "v"), 1.5, 2.5);
        p["n"] = 7;
        CData turned = lib.Call<CData>("turn", p[0]);
        Assert.That((Elements(ffi, "double", turned["v"], 2), turned["n"].As<int>()), Is.EqualTo((new[] { 2.5, 1.5 }, -7)));
        using CData w = ffi.New("wide *");
        w["x"] = 5;
        Assert.That(lib.Call<CData>("more", w[0], 3)["x"].As<int>(), Is.EqualTo(8));
    }

    [Test]
    public void Floating_types_that_NET_does_not_have_are_passed_as_memory()
    {
        string half = IsGcc ? "_Float16" : "__float128";
        string functions(string body) => $"__float128 widen(double x){body} double narrow(__float128 x, int n){body} {half} shorten(double x){body} double lengthen({half} x){body}";
        using CLibrary lib = Compile(
            functions(";"),
            $"static __float128 widen(double x) {{ return x; }} static double narrow(__float128 x, int n) {{ return (double)x * n; }} static {half} shorten(double x) {{ return x; }} static double lengthen({half} x) {{ return x; }}");
        Assert.That(lib.Call<double>("narrow", lib.Call("widen", 2.25), 2), Is.EqualTo(4.5));
        Assert.That(lib.Call<double>("lengthen", lib.Call("shorten", -0.375)), Is.EqualTo(-0.375));
    }

    [Test]
    public void Wide_types_that_a_call_plan_passes_need_no_stub()
    {
        const string functions = "long double _Complex turn(long double _Complex z); __int128 both(__int128 a, int n, __int128 b); long double half(long double x);";
        using CLibrary lib = Compile(
            functions,
            """
            static long double _Complex turn(long double _Complex z) { return z * (0.0L + 1.0Li); }
            static __int128 both(__int128 a, int n, __int128 b) { return a * n - b; }
            static long double half(long double x) { return x / 2; }
            """);
        Assert.That(lib.Call<Complex>("turn", new Complex(1.5, 2)), Is.EqualTo(new Complex(-2, 1.5)));
        Int128 large = (Int128)1 << 100;
        Assert.That(lib.Call<Int128>("both", large, 3, large), Is.EqualTo(large * 2));
        Assert.That(lib.Call<double>("half", 5.0), Is.EqualTo(2.5));
    }

    [Test]
    public void Bit_precise_integers_are_passed_where_the_compiler_has_them()
    {
        if (IsGcc)
        {
            VerificationException error = Assert.Throws<VerificationException>(() => Compile("_BitInt(37) more(_BitInt(37) x);", ""))!;
            Assert.That(error.Diagnostics[0].ToString(), Does.StartWith("<cdef>(1,1): error CFFI8101: the C compiler says: "), "gcc supports these types from version 14 on");
            return;
        }

        using CLibrary lib = Compile(
            "_BitInt(37) more(_BitInt(37) x); long narrow(_BitInt(37) x); _BitInt(37) widen(long x);",
            "static _BitInt(37) more(_BitInt(37) x) { return x + 1; } static long narrow(_BitInt(37) x) { return x; } static _BitInt(37) widen(long x) { return x; }");
        Assert.That(lib.Call<long>("narrow", lib.Call("more", lib.Call("widen", -(1L << 35)))), Is.EqualTo(-(1L << 35) + 1));
    }

    [Test]
    public void A_partial_record_goes_by_value_whatever_registers_it_takes()
    {
        using CLibrary lib = Compile(
            """
            struct one { int a; ...; }; struct two { float b; ...; }; struct outer { struct two inner; int c; };
            int f(struct one v); struct one g(int a); double h(double x, struct two v, struct one w); struct outer k(struct outer o); struct big { int a; ...; }; int m(struct big v);
            """,
            """
            struct one { double hidden; int a; }; struct two { float hidden, b; }; struct outer { struct two inner; int c; }; struct big { long pad[4]; int a; };
            static int f(struct one v) { return v.a + (int)v.hidden; }
            static struct one g(int a) { struct one r = { 0.5, a }; return r; }
            static double h(double x, struct two v, struct one w) { return x + v.b * 10 + w.a * 100 + w.hidden; }
            static struct outer k(struct outer o) { o.c++; o.inner.b *= 2; return o; }
            static int m(struct big v) { return v.a; }
            """,
            out Ffi ffi);
        CData one = lib.Call<CData>("g", 42);
        Assert.That((one["a"].As<int>(), lib.Call<int>("f", one)), Is.EqualTo((42, 42)));
        using CData two = ffi.New("struct two *"), outer = ffi.New("struct outer *"), big = ffi.New("struct big *");
        two["b"] = 3f;
        Assert.That(lib.Call<double>("h", 0.25, two[0], one), Is.EqualTo(0.25 + 30 + 4200 + 0.5));
        outer["inner"]["b"] = 1.5f;
        outer["c"] = 6;
        CData changed = lib.Call<CData>("k", outer[0]);
        Assert.That((changed["c"].As<int>(), changed["inner"]["b"].As<float>()), Is.EqualTo((7, 3f)));
        big["a"] = 9;
        Assert.That(lib.Call<int>("m", big[0]), Is.EqualTo(9));
    }

    [Test]
    public void Macros_errno_callbacks_and_addresses_are_as_for_other_functions()
    {
        const string types = "typedef int v4 __attribute__((vector_size(16)));";
        using CLibrary lib = Compile(
            types + "int first(v4 v); v4 call(v4 v, int (*f)(int)); int (*real(void))(v4);",
            "#include <errno.h>\n" + types + """

            #define first(v) ((v)[0])
            static v4 call(v4 v, int (*f)(int)) { errno = errno * 10 + 3; v[1] = f(v[1]); return v; }
            static v4 (*real_(void))(v4, int (*)(int)) { return call; }
            #define real() ((int (*)(v4))real_())
            """,
            out Ffi ffi);
        using CData v = ffi.New("v4 *");
        Fill(ffi, "int", v, 5, 6, 7, 8);
        Assert.That(lib.Call<int>("first", v[0]), Is.EqualTo(5));
        Ffi.Errno = 4;
        using CData twice = ffi.Callback("int(int)", (int x) => 2 * x);
        Assert.That(Elements(ffi, "int", lib.Call<CData>("call", v[0], twice), 4), Is.EqualTo(new[] { 5.0, 12, 7, 8 }));
        Assert.That(Ffi.Errno, Is.EqualTo(43));
        using CData thrower = ffi.Callback("int(int)", int (int x) => throw new TimeoutException("late"));
        Assert.Throws<TimeoutException>(() => lib.Call("call", v[0], thrower));
        Assert.That(lib.GetAddress("call"), Is.EqualTo(lib.Call<CData>("real").Address), "the function itself, not its stub");
        CFunction function = lib["call"];
        lib.Dispose();
        Assert.Throws<CffiDisposedException>(() => function.Invoke(v[0], twice));
    }

    [Test]
    public void Raw_calls_take_the_addresses_as_they_are()
    {
        const string types = "typedef float v4 __attribute__((vector_size(16)));";
        using CLibrary lib = Compile(types + "v4 add(v4 a, v4 b);", types + "static v4 add(v4 a, v4 b) { return a + b; }", out Ffi ffi);

        // The addresses are not aligned for a vector.
        using CData memory = ffi.New("char[100]");
        CData a = ffi.Cast("v4 *", memory.Address + 1), b = ffi.Cast("v4 *", memory.Address + 21), result = ffi.Cast("v4 *", memory.Address + 43);
        Fill(ffi, "float", a, 1f, 2f, 3f, 4f);
        Fill(ffi, "float", b, 10f, 20f, 30f, 40f);
        lib["add"].InvokeRaw([a.Address, b.Address], result.Address);
        Assert.That(Elements(ffi, "float", result, 4), Is.EqualTo(new[] { 11.0, 22, 33, 44 }));
        Assert.That(Elements(ffi, "float", lib.Call<CData>("add", a[0], b[0]), 4), Is.EqualTo(new[] { 11.0, 22, 33, 44 }));
    }

    // The list of addresses is longer than the memory that each call has on the stack.
    [Test]
    public unsafe void A_raw_call_takes_a_list_of_any_length()
    {
        const string types = "typedef float v4 __attribute__((vector_size(16)));";
        const int count = 200;
        string head = $"long last(v4 v, {string.Join(", ", Enumerable.Range(0, count).Select(static i => $"long l{i}"))})";
        using CLibrary lib = Compile(types + head + ";", $"{types} static {head} {{ return 1000 * l0 + l{count - 1}; }}", out Ffi ffi);
        using CData v = ffi.New("v4 *");
        long[] values = [.. Enumerable.Range(1, count)];
        fixed (long* first = values)
        {
            var addresses = new nint[count + 1];
            addresses[0] = v.Address;
            for (int i = 0; i < count; i++)
            {
                addresses[i + 1] = (nint)(first + i);
            }

            long result;
            lib["last"].InvokeRaw(addresses, (nint)(&result));
            Assert.That(result, Is.EqualTo(1000 + count));
        }
    }

    [Test]
    public void What_variable_arguments_cannot_carry_is_refused_by_name()
    {
        const string types = "typedef float v4 __attribute__((vector_size(16)));";
        using CLibrary lib = Compile(types + "int sum(int n, ...); int of(v4 v, ...);", types + "static int sum(int n, ...) { return n; } static int of(v4 v, ...) { return 1; }", out Ffi ffi);
        using CData v = ffi.New("v4 *");
        Assert.That(Assert.Throws<CffiUnsupportedException>(() => lib.Call("sum", 1, v[0]))!.Id, Is.EqualTo("CFFI5007"));
        CffiUnsupportedException error = Assert.Throws<CffiUnsupportedException>(() => lib.Call("of", v[0]))!;
        Assert.That(error.Message, Does.StartWith("CFFI5007: ").And.Contain("define a function in its prelude").And.Not.Contain("API mode"));
    }

    [Test]
    public void The_same_functions_are_refused_in_ABI_mode()
    {
        var ffi = new Ffi();
        ffi.Cdef("typedef float v4 __attribute__((vector_size(16))); v4 sin(v4 v);");
        using CLibrary lib = ffi.Dlopen("m");
        CffiUnsupportedException error = Assert.Throws<CffiUnsupportedException>(() => _ = lib["sin"])!;
        Assert.That(error.Message, Does.StartWith("CFFI5007: ").And.Contain("compile a module"));
    }

    private static void Fill(Ffi ffi, string element, CData pointer, params CData[] values)
    {
        CData items = ffi.Cast(element + " *", pointer);
        for (int i = 0; i < values.Length; i++)
        {
            items[i] = values[i];
        }
    }

    private static double[] Elements(Ffi ffi, string element, CData data, int count)
    {
        CData items = ffi.Cast(element + " *", data.Type is CPointerType ? data : ffi.AddressOf(data));
        return [.. Enumerable.Range(0, count).Select(i => items[i].As<double>())];
    }

    private static bool IsMapped(string path) => File.ReadLines("/proc/self/maps").Any(line => line.EndsWith(path, StringComparison.Ordinal));
}
