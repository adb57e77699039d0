using Cffi.Backend.Native.Threads;
using Cffi.Tests.Api;
using Cffi.Tests.Native;

namespace Cffi.Tests.Calls;

/// <summary>
/// Every kind of call passes the thread's <c>errno</c> to C and keeps the one that C sets. Calls of the runtime in between
/// have no effect.
/// </summary>
[TestFixture(false)]
[TestFixture(true)]
public sealed class ErrnoShapeTests(bool isModule)
{
    private const string Records = """
        struct longs { long a, b; }; struct doubles { double a, b; }; struct mixed { long a; double b; }; struct turned { double a; long b; };
        struct large { long a[5]; }; struct holder { int (*f)(int set); };
        """;

    private const string Doubles = "double a, double b, double c, double d, double e, double f, double g, double h";

    private static readonly string[] Results = ["int", "double", "struct longs", "struct doubles", "struct mixed", "struct turned", "struct large", "long double", "const char *"];

    // Registers of each kind alone, both kinds, few and many stack words, and calls that need the trampoline.
    private static readonly (string Parameters, int Longs, int Doubles)[] Lists =
    [
        ("", 0, 0), ("long a, long b, long c, long d, long e", 5, 0), ("double a, double b", 0, 2), ("double a, double b, double c, double d, double e, long i", 0, 5),
        ("long i, long j, long k, long l, long m, long n, long o", 7, 0), (Doubles, 0, 8),
        ("long a0, long a1, long a2, long a3, long a4, long a5, long a6, long a7, long a8, long a9, long b0, long b1, long b2, long b3, long b4, long b5, long b6", 17, 0),
        ("...", 1, 1),
    ];

    private TemporaryFolder folder = null!;
    private CLibrary lib = null!;
    private Ffi ffi = null!;

    public static IEnumerable<string> Functions => from result in Enumerable.Range(0, Results.Length) from list in Enumerable.Range(0, Lists.Length) select $"f{result}_{list}";

    [OneTimeSetUp]
    public void Compile()
    {
        folder = new TemporaryFolder();
        string linkage = isModule ? "static " : "";
        string declarations = Records + "extern int seen; struct holder get(void);\n";
        string text = $"#include <errno.h>\n{Records}\n{linkage}int seen;\n";
        foreach ((string name, string prototype, string result) in Functions.Select(static one => (one, Prototype(one), ResultOf(one))))
        {
            declarations += prototype + ";\n";
            string answer = result == "const char *" ? "return \"\";" : $"{result} r; __builtin_memset(&r, 0, sizeof r); return r;";
            text += $"{linkage}{prototype} {{ seen = errno; if (set) errno = set; {answer} }}\n";
        }

        text += $"{linkage}struct holder get(void) {{ struct holder h = {{ f0_0 }}; return h; }}\n";
        ffi = new Ffi();
        if (isModule)
        {
            declarations += "typedef int v4 __attribute__((vector_size(16))); v4 through_stub(int set, v4 v);";
            ffi.Cdef(declarations);
            lib = ffi.Verify(text + "typedef int v4 __attribute__((vector_size(16))); static v4 through_stub(int set, v4 v) { seen = errno; if (set) errno = set; return v; }", ApiFixture.Options);
        }
        else
        {
            string path = folder.File("liberrnos.so");
            CCompiler.Gcc.CompileLibrary(text, path, "-O1");
            ffi.Cdef(declarations);
            lib = ffi.Dlopen(path);
        }
    }

    [OneTimeTearDown]
    public void Remove()
    {
        lib.Dispose();
        folder.Dispose();
    }

    [TestCaseSource(nameof(Functions))]
    public void Each_way_of_passing_keeps_it(string name)
    {
        (_, int longs, int doubles) = Lists[ListOf(name)];
        object[] arguments = ["", .. Enumerable.Repeat<object>(1L, longs), .. Enumerable.Repeat<object>(1.5, doubles)];
        if (ListOf(name) == 3)
        {
            arguments = [.. arguments, 1L];
        }

        Check(name, set => lib.Call(name, [set, .. arguments[1..].Select(static value => value is long number ? (CValue)number : (double)value)]));
    }

    [Test]
    public unsafe void Arguments_in_memory_and_function_pointers_keep_it()
    {
        CFunction plain = lib["f0_0"], turned = lib["f7_0"];
        Check("InvokeRaw", set =>
        {
            long result;
            plain.InvokeRaw([(nint)(&set)], (nint)(&result));
        });
        Check("InvokeRaw, long double", set =>
        {
            decimal result;
            turned.InvokeRaw([(nint)(&set)], (nint)(&result));
        });
        CData pointer = lib.Call<CData>("get")["f"];
        Check("pointer", set => pointer.Invoke(set));
        dynamic dynamicLib = lib;
        Check("dynamic", set => _ = dynamicLib.f0_0(set));
    }

    [Test]
    public void A_compiled_stub_keeps_it()
    {
        if (!isModule)
        {
            Assert.That(() => ffi.TypeOf("v4"), Throws.InstanceOf<CffiException>(), "only modules have stubs");
            return;
        }

        using CData v = ffi.New("v4 *");
        Check("through_stub", set => lib.Call("through_stub", set, v[0]));
    }

    // If converting the arguments throws, C is not called.
    [Test]
    public void A_call_that_is_refused_leaves_it()
    {
        Ffi.Errno = 41;
        Assert.Throws<CffiTypeException>(() => lib.Call("f0_0", "text"));
        Assert.That(Ffi.Errno, Is.EqualTo(41));
    }

    private void Check(string what, Action<int> call)
    {
        for (int i = 0; i < 3; i++)
        {
            Disturb(2);
            Ffi.Errno = 77 + i;
            Disturb(3);
            call(0);
            Disturb(4);
            Assert.That((lib.GetVariable("seen").As<int>(), Ffi.Errno), Is.EqualTo((77 + i, 77 + i)), $"{what}, which does not set it");
            call(5 + i);
            Disturb(6);
            Assert.That((lib.GetVariable("seen").As<int>(), Ffi.Errno), Is.EqualTo((77 + i, 5 + i)), $"{what}, which sets it");
        }
    }

    // The runtime may do this at any time.
    private static unsafe void Disturb(int errno) => *CallContext.Current.ErrnoAddress = errno;

    private static int ListOf(string name) => int.Parse(name[(name.IndexOf('_', StringComparison.Ordinal) + 1)..], System.Globalization.CultureInfo.InvariantCulture);

    private static string ResultOf(string name) => Results[name[1] - '0'];

    private static string Prototype(string name)
    {
        string list = Lists[ListOf(name)].Parameters;
        return $"{ResultOf(name)} {name}(int set{(list == "" ? "" : ", " + list)})";
    }
}
