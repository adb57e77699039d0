using Cffi.Tests.Native;

namespace Cffi.Tests.Generation;

/// <summary>Records with an alignment above 8, by value through function pointers of generated code, in both directions.</summary>
public sealed class OverAlignedTests
{
    private const string Declarations = """
        typedef struct { long long a, b, c, d; } __attribute__((aligned(32))) wide;
        typedef wide (*turn)(long long n, wide w, int k);
        typedef wide (*turn_many)(int, int, int, int, int, int, int, wide w, int k);
        typedef struct { turn few; turn_many many; } table;
        """;

    private const string Prototypes = """
        wide few(long long n, wide w, int k);
        wide back(turn f, long long n);
        wide back_many(turn_many f);
        wide through(table t, long long n);
        table get(void);
        """;

    private const string User = """
        private static readonly wide Given = new wide { a = 10, b = 20, c = 30, d = 40 };
        private static string Show(wide w) => $"{w.a} {w.b} {w.c} {w.d}";
        private static wide Turned(long n, wide w, int k) => new wide { a = w.a + n, b = w.b + k, c = w.c, d = w.d };

        public static string Direct() => Show(few(7, Given, 3));
        public static string Back() => Show(back(Turned, 9));
        public static string BackMany() => Show(back_many((a, b, c, d, e, f, g, w, k) => Turned(a + 10 * b + c + d + e + f + g, w, k)));
        public static string Kept()
        {
            using var mine = turn.Create(Turned);
            GC.Collect();
            return Show(back(mine.Pointer, 9));
        }
        public static string OfC() => Show(back(get().few, 9)) + ", " + Show(back_many(get().many));
        public static string InRecord()
        {
            using var mine = turn.Create(Turned);
            using var many = turn_many.Create((a, b, c, d, e, f, g, w, k) => Turned(g, w, k));
            return Show(through(new table { few = mine.Pointer, many = many.Pointer }, 100));
        }
        """;

    [Test]
    public void They_arrive_whole()
    {
        using var folder = new TemporaryFolder();
        string library = folder.File("libwide.so");
        CCompiler.Gcc.CompileLibrary(Declarations + "\n" + Text(""), library, "-O1");
        using GeneratedAssembly bindings = GeneratedAssembly.Of(Declarations + Prototypes, User, library);
        Check(method => bindings.Run<string>(method));
    }

    [Test]
    public void They_arrive_whole_in_a_module()
    {
        using GeneratedModule module = GeneratedModule.Of(Declarations + Prototypes, Declarations + "\n" + Text("static "), User);
        Check(method => module.Run<string>(method));
    }

    // C sets the last member to the argument's distance from a multiple of 32 bytes. C# does not change its records.
    private static void Check(Func<string, string> run)
    {
        Assert.That(run("Direct"), Is.EqualTo("17 23 30 0"));
        Assert.That(run("Back"), Is.EqualTo("10 7 3 4"));
        Assert.That(run("BackMany"), Is.EqualTo("47 7 3 4"));
        Assert.That(run("Kept"), Is.EqualTo("10 7 3 4"));
        Assert.That(run("OfC"), Is.EqualTo("10 7 3 0, 29 7 3 0"));
        Assert.That(run("InRecord"), Is.EqualTo("108 12 3 4"));
    }

    private static string Text(string linkage) => $$"""
        #include <stdint.h>
        {{linkage}}wide few(long long n, wide w, int k) { wide r = { w.a + n, w.b + k, w.c, (long long)((uintptr_t)&w & 31) }; return r; }
        static wide many(int a, int b, int c, int d, int e, int f, int g, wide w, int k) { return few(a + b + c + d + e + f + g, w, k); }
        {{linkage}}wide back(turn f, long long n) { wide w = { 1, 2, 3, 4 }; return f(n, w, 5); }
        {{linkage}}wide back_many(turn_many f) { wide w = { 1, 2, 3, 4 }; return f(1, 2, 3, 4, 5, 6, 7, w, 5); }
        {{linkage}}wide through(table t, long long n) { wide w = { 1, 2, 3, 4 }; return t.few(n, t.many(1, 2, 3, 4, 5, 6, 7, w, 5), 5); }
        {{linkage}}table get(void) { table t = { few, many }; return t; }
        """;
}
