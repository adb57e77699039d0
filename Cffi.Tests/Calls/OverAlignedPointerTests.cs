using Cffi.Tests.Native;

namespace Cffi.Tests.Calls;

/// <summary>Records with an alignment above 8, by value through function pointers, in both directions and at every stack offset.</summary>
public sealed class OverAlignedPointerTests
{
    private const string Types = "typedef struct { long a, b, c, d; } __attribute__((aligned(32))) wide; typedef wide (*turn)(long n, wide w, int k); struct table { turn few; wide (*many)(long, long, long, long, long, long, long, wide, int); };";

    [Test]
    public void They_are_aligned_where_they_arrive()
    {
        using var folder = new TemporaryFolder();
        string path = folder.File("libwide.so");
        CCompiler.Gcc.CompileLibrary(
            "#include <stdint.h>\n" + Types + """

            static wide few(long n, wide w, int k) { wide r = { w.a + n, w.b + k, w.c, (long)((uintptr_t)&w & 31) }; return r; }
            static wide many(long a, long b, long c, long d, long e, long f, long g, wide w, int k) { return few(a + b + c + d + e + f + g, w, k); }
            struct table table = { few, many };
            wide back(turn f, long n) { wide w = { 1, 2, 3, 4 }; return f(n, w, 5); }
            wide back_many(wide (*f)(long, long, long, long, long, long, long, wide, int)) { wide w = { 1, 2, 3, 4 }; return f(1, 2, 3, 4, 5, 6, 7, w, 5); }
            """,
            path,
            "-O1");
        var ffi = new Ffi();
        ffi.Cdef(Types + "extern struct table table; wide back(turn f, long n); wide back_many(wide (*f)(long, long, long, long, long, long, long, wide, int));");
        using CLibrary lib = ffi.Dlopen(path);
        using CData w = ffi.New("wide *", new object[] { 10L, 20L, 30L, 40L });
        Assert.That((long)w.Address % 32, Is.Zero);
        CData few = lib.GetVariable("table")["few"], many = lib.GetVariable("table")["many"];
        Assert.That(Members(few.Invoke(7, w[0], 3)), Is.EqualTo(new[] { 17L, 23, 30, 0 }));
        Assert.That(Members(many.Invoke(1, 2, 3, 4, 5, 6, 7, w[0], 3)), Is.EqualTo(new[] { 38L, 23, 30, 0 }));
        using CData ours = ffi.Callback("turn", (long n, CData given, int k) => Made(ffi, given, n, k));
        Assert.That(Members(lib.Call("back", ours, 9)), Is.EqualTo(new[] { 10L, 7, 3, 4 }));
        using CData oursToo = ffi.Callback("wide(long, long, long, long, long, long, long, wide, int)", (long a, long b, long c, long d, long e, long f, long g, CData given, int k) => Made(ffi, given, a + b + c + d + e + f + g, k));
        Assert.That(Members(lib.Call("back_many", oursToo)), Is.EqualTo(new[] { 29L, 7, 3, 4 }));
    }

    private static CData Made(Ffi ffi, CData given, long n, int k) =>
        ffi.New("wide *", new object[] { given["a"].As<long>() + n, given["b"].As<long>() + k, given["c"].As<long>(), given["d"].As<long>() })[0];

    private static long[] Members(CValue record)
    {
        CData data = record.As<CData>();
        return [.. new[] { "a", "b", "c", "d" }.Select(name => data[name].As<long>())];
    }
}
