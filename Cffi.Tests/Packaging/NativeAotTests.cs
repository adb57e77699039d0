using System.Diagnostics;
using Cffi.Tests.Native;

namespace Cffi.Tests.Packaging;

/// <summary>Programs compiled with NativeAOT from the packages, with warnings as errors: they have no JIT, and cannot generate code at run time.</summary>
[Platform("Linux")]
internal sealed class NativeAotTests
{
    private const string Settings = "<PublishAot>true</PublishAot><InvariantGlobalization>true</InvariantGlobalization><AllowUnsafeBlocks>true</AllowUnsafeBlocks>";

    private const string Typed = """"
        Console.WriteLine($"{LibC.cos(0.0)} {LibC.div(7, 2).quot} {LibC.strlen("four")}");
        int[] numbers = [3, 1, 2];
        LibC.qsort(numbers, 3, sizeof(int), (x, y) => x.Value.CompareTo(y.Value));
        Console.WriteLine(string.Join(",", numbers));

        [Cffi.Cdef("""
            typedef struct { int quot, rem; } div_t;
            div_t div(int numer, int denom);
            double cos(double x);
            size_t strlen(const char *s);
            void qsort(int *base, size_t n, size_t size, int (*compare)(const int *, const int *));
            """, Library = "c")]
        static partial class LibC;
        """";

    private const string AtRunTime = """"
        using System.Runtime.CompilerServices;
        using Cffi;

        Console.WriteLine($"dynamic code: {RuntimeFeature.IsDynamicCodeSupported}");
        int[] numbers = [3, 1, 2];
        var ffi = new Ffi();
        ffi.Cdef("""
            typedef struct { int quot, rem; } div_t;
            div_t div(int numer, int denom);
            int snprintf(char *buf, size_t n, const char *format, ...);
            void qsort(void *base, size_t n, size_t size, int (*compare)(const void *, const void *));
            """);
        using CLibrary c = ffi.Dlopen("c");
        using CData buf = ffi.New("char[32]");
        c.Call<int>("snprintf", buf, 32, "%d %.1f %s", 7, 2.5, "x");
        using CData a = ffi.New("int[]", numbers);
        using CData compare = ffi.Callback("int(const void *, const void *)",
            (CData x, CData y) => ffi.Cast("int *", x)[0].As<int>().CompareTo(ffi.Cast("int *", y)[0].As<int>()));
        c.Call("qsort", a, 3, sizeof(int), compare);
        Console.WriteLine($"{c.Call<CData>("div", 7, 2)["rem"].As<int>()} {ffi.String(buf)} {string.Join(",", a.AsSpan<int>().ToArray())}");

        // More callbacks than a pool has, and a result that only machine code of Cffi returns.
        CData[] many = [.. Enumerable.Range(0, 1000).Select(i => ffi.Callback("long double(double)", (double x) => x + i))];
        Console.WriteLine(many.Sum(one => one.Invoke(0.5).As<double>()));
        using CData failing = ffi.Callback("int(const void *, const void *)", int (CData x, CData y) => throw new FormatException("from the body"), new CallbackOptions { OnException = CallbackPolicy.Stop });
        Ffi.UnhandledCallbackException += (_, _) => Console.WriteLine("reported");
        try
        {
            c.Call("qsort", a, 3, sizeof(int), failing);
        }
        catch (FormatException error)
        {
            Console.WriteLine(error.Message);
        }

        Console.WriteLine($"{Geometry.Shapes.area(new Geometry.Shapes.box { height = 2, width = 3 })} {Geometry.Shapes.created}");
        """";

    // Also the figures of README: the program's size, and the time of its process.
    [Test]
    [Category("Nightly")]
    public void Typed_bindings_are_compiled_ahead_of_time() => Run(Typed, "", ["1 3 4", "1,2,3"]);

    [Test]
    [Category("Nightly")]
    public void The_run_time_and_modules_are_compiled_ahead_of_time() => Run(
        AtRunTime,
        "<CffiModule Include=\"shapes.cffi.h\" Namespace=\"Geometry\" ClassName=\"Shapes\" Mode=\"Api\" PreludeFile=\"shapes.c\" />",
        ["dynamic code: False", "1 7 2.5 x 1,2,3", "500000", "reported", "from the body", "6 5"]);

    private static void Run(string program, string items, string[] expected)
    {
        using var consumer = new Consumer();
        consumer.Write("app/app.csproj", Consumer.Project(Settings, items));
        consumer.Write("app/shapes.cffi.h", "typedef struct { int width, height; ...; } box;\nint area(box b);\nextern int created;\n");
        consumer.Write("app/shapes.c", "typedef struct { long id; int width, height; } box;\nstatic int area(box b) { return b.height * b.width; }\nstatic int created = 5;\n");
        consumer.Write("app/Program.cs", program);
        (int exitCode, string output) = consumer.TryDotnet("publish", "app", "--runtime", "linux-x64", "--output", consumer.PathOf("out"));
        if (exitCode != 0 && output.Contains("error NU110", StringComparison.Ordinal))
        {
            Assert.Ignore("The feeds have no package of NativeAOT's compiler.");
        }

        Assert.That(exitCode, Is.Zero, output);
        Consumer.Run(consumer.PathOf("out/app"));
        var watch = Stopwatch.StartNew();
        string[] lines = Consumer.Run(consumer.PathOf("out/app")).Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        TestContext.Out.WriteLine($"NativeAOT: {new FileInfo(consumer.PathOf("out/app")).Length / 1e6:F1} MB, {watch.ElapsedMilliseconds} ms");
        Assert.That(lines, Is.EqualTo(expected));
    }
}
