using System.Numerics;
using static Cffi.Tests.Api.ApiFixture;

namespace Cffi.Tests.Api;

/// <summary>Callbacks and <c>extern "C#"</c> functions with types that only a C compiler can pass.</summary>
public sealed class CompiledCallbackTests
{
    private const string Types = "typedef float v4 __attribute__((vector_size(16))); typedef int v2 __attribute__((vector_size(8)));\n";
    private const string Point = "typedef struct { int hidden; int x, y; } point;\n";

    [Test]
    public void A_long_double_is_returned()
    {
        using CLibrary lib = Compile("double call(long double (*f)(long double, int), double a);", "static double call(long double (*f)(long double, int), double a) { return (double)(f(a, 3) * 2); }", out Ffi ffi);
        using CData f = ffi.Callback("long double(long double, int)", (CData a, int b) => a.As<double>() + b);
        Assert.That(lib.Call<double>("call", f, 1.25), Is.EqualTo(8.5));
        Assert.That(lib.Call<double>("call", f, -3.0), Is.Zero);
    }

    [Test]
    public void Complex_long_doubles_come_and_go()
    {
        using CLibrary lib = Compile("double call(long double _Complex (*f)(long double _Complex), double a);", "static double call(long double _Complex (*f)(long double _Complex), double a) { long double _Complex r = f(a + 2.0il); return (double)(__real__ r * 1000 + __imag__ r); }", out Ffi ffi);
        using CData f = ffi.Callback("long double _Complex(long double _Complex)", (Complex a) => a * Complex.ImaginaryOne);
        Assert.That(lib.Call<double>("call", f, 5.0), Is.EqualTo((-2 * 1000) + 5));
    }

    [Test]
    public void Vectors_come_and_go()
    {
        using CLibrary lib = Compile(
            Types + "float call(v4 (*f)(v4, float, v2)); int twice(void (*f)(v2));",
            Types + "static float call(v4 (*f)(v4, float, v2)) { v4 r = f((v4){1, 2, 3, 4}, 10, (v2){5, 6}); return r[0] + 10 * r[3]; } static int twice(void (*f)(v2)) { f((v2){7, 8}); f((v2){9, 10}); return 1; }",
            out Ffi ffi);
        using CData f = ffi.Callback("v4 (*)(v4, float, v2)", (CData v, float by, CData more) =>
        {
            CData items = ffi.Cast("float *", ffi.AddressOf(v));
            CData integers = ffi.Cast("int *", ffi.AddressOf(more));
            items[0] = items[0].As<float>() * by;
            items[3] = items[3].As<float>() + integers[1].As<int>();
            return v;
        });
        Assert.That(lib.Call<float>("call", f), Is.EqualTo(10f + (10 * (4 + 6))));
        int sum = 0;
        using CData add = ffi.Callback("void(v2)", (CData v) => { sum += ffi.Cast("int *", ffi.AddressOf(v))[1].As<int>(); });
        lib.Call("twice", add);
        Assert.That(sum, Is.EqualTo(18));
    }

    [Test]
    public void Numbers_of_extended_types_come_and_go()
    {
        using CLibrary lib = Compile(
            "double quad(__float128 (*f)(__float128)); double half(_Float16 (*f)(_Float16, __float128));",
            "static double quad(__float128 (*f)(__float128)) { return (double)f(0.5Q); } static double half(_Float16 (*f)(_Float16, __float128)) { return (double)f(1.5f16, 2); }",
            out Ffi ffi);
        using CData quad = ffi.Callback("__float128(__float128)", (double a) => a + 1);
        Assert.That(lib.Call<double>("quad", quad), Is.EqualTo(1.5));
        using CData half = ffi.Callback("_Float16(_Float16, __float128)", (Half a, double b) => (Half)((float)a * (float)b));
        Assert.That(lib.Call<double>("half", half), Is.EqualTo(3));
    }

    [Test]
    public void Partial_records_come_and_go_in_callbacks_and_extern_functions()
    {
        var ffi = new Ffi();
        ffi.Cdef("typedef struct { int x, y; ...; } point; int call(point (*f)(point, int)); extern \"C#\" { point turn(point p); long double half(point p); } int use(void);");
        ffi.DefExtern("turn", (CData p) =>
        {
            (int x, int y) = (p["x"].As<int>(), p["y"].As<int>());
            p["x"] = -y;
            p["y"] = x;
            return p;
        });
        using CLibrary lib = ffi.Verify(
            Point + "static point turn(point); static long double half(point);\n"
            + "static int call(point (*f)(point, int)) { point r = f((point){ 7, 1, 2 }, 5); return r.hidden * 10000 + r.x * 100 + r.y; }\n"
            + "static int use(void) { point r = turn((point){ 3, 1, 2 }); return r.hidden * 10000 + r.x * 100 + r.y * 10 + (int)(half(r) * 4); }",
            Options);
        ffi.DefExtern("half", (CData p) => p["y"].As<int>() / 2.0);
        Assert.That(lib.Call<int>("use"), Is.EqualTo(30000 - 200 + 10 + 2));
        using CData f = ffi.Callback("point(point, int)", (CData p, int by) =>
        {
            p["x"] = p["x"].As<int>() * by;
            return p;
        });
        Assert.That(lib.Call<int>("call", f), Is.EqualTo(70502));
    }

    [Test]
    public void A_shipped_module_has_the_entries_too()
    {
        using var folder = new Native.TemporaryFolder();
        var ffi = new Ffi();
        ffi.Cdef(Types + "typedef v2 (*pair)(int); int call(pair f);");
        ffi.SetSource("_shipped_entries", Types + "typedef v2 (*pair)(int); static int call(pair f) { return f(3)[1]; }", Options);
        using CLibrary lib = Ffi.LoadModule(ffi.CompileTo(folder.File("module")));
        using CData f = lib.Ffi.Callback("pair", (int a) => Vector(lib.Ffi, a * 2));
        Assert.That(lib.Call<int>("call", f), Is.EqualTo(6));
    }

    [Test]
    public void Exceptions_errors_and_late_calls_are_those_of_any_callback()
    {
        using CLibrary lib = Compile(
            "typedef long double (*wide)(int); double call(wide f, int a); void keep(wide f); double kept(int a);",
            "typedef long double (*wide)(int); static wide it; static double call(wide f, int a) { return (double)f(a); } static void keep(wide f) { it = f; } static double kept(int a) { return (double)it(a); }",
            out Ffi ffi);
        using CData failing = ffi.Callback("wide", double (int a) => throw new FormatException("no"), new CallbackOptions { ErrorValue = 2.5, OnException = CallbackPolicy.Report });
        Assert.That(lib.Call<double>("call", failing, 1), Is.EqualTo(2.5));
        using CData narrow = ffi.Callback("wide", (byte a) => 1.0);
        Assert.That(() => lib.Call("call", narrow, 300), Throws.TypeOf<CffiRangeException>().With.Message.StartsWith("CFFI7010: argument 1 of a callback 'long double(int)'"));
        Assert.That(Assert.Throws<CffiTypeException>(() => ffi.Callback("wide", (string a) => 1.0))!.Id, Is.EqualTo("CFFI7066"));
        CData late = ffi.Callback("wide", (int a) => a + 1.0);
        lib.Call("keep", late);
        Assert.That(lib.Call<double>("kept", 4), Is.EqualTo(5));
        late.Dispose();
        Assert.That(() => lib.Call("kept", 4), Throws.TypeOf<CffiDisposedException>().With.Message.StartsWith("CFFI7060"));
    }

    [Test]
    public void Entries_are_bounded_and_used_again()
    {
        using CLibrary lib = Compile(Types + "int call(v2 (*f)(int), int a);", Types + "static int call(v2 (*f)(int), int a) { return f(a)[1]; }", out Ffi ffi);
        var all = new List<CData>();
        CffiUnsupportedException? error = null;
        while (error is null && all.Count < 1000)
        {
            int number = all.Count;
            try
            {
                all.Add(ffi.Callback("v2(int)", (int a) => Vector(ffi, (a * 1000) + number)));
            }
            catch (CffiUnsupportedException refused)
            {
                error = refused;
            }
        }

        Assert.That((all.Count, error?.Id), Is.EqualTo((32, "CFFI5104")));
        Assert.That(all.Select(f => lib.Call<int>("call", f, 2)), Is.EqualTo(Enumerable.Range(0, 32).Select(static n => 2000 + n)));
        all[7].Dispose();
        using CData again = ffi.Callback("v2(int)", (int a) => Vector(ffi, a));
        Assert.That(lib.Call<int>("call", again, 5), Is.EqualTo(5));
        all.ForEach(static one => one.Dispose());
    }

    [Test]
    public void In_ABI_mode_long_doubles_are_returned_too()
    {
        var ffi = new Ffi();
        using CData real = ffi.Callback("long double(int, long double)", (int a, CData b) => (a * 2) + b.As<double>());
        Assert.That(real.Invoke(21, 0.5).As<double>(), Is.EqualTo(42.5));
        using CData complex = ffi.Callback("long double _Complex(double)", (double a) => new Complex(a, -a));
        Assert.That(complex.Invoke(1.5).As<Complex>(), Is.EqualTo(new Complex(1.5, -1.5)));
        using CData failing = ffi.Callback("long double(int)", double (int a) => throw new FormatException("no"), new CallbackOptions { OnException = CallbackPolicy.Report });
        Assert.That(failing.Invoke(1).As<double>(), Is.Zero);
    }

    private static CData Vector(Ffi ffi, int second)
    {
        CData vector = ffi.New("v2 *")[0].As<CData>();
        ffi.Cast("int *", ffi.AddressOf(vector))[1] = second;
        return vector;
    }
}
