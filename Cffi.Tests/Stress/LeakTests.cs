using System.Diagnostics;
using System.Globalization;
using System.Runtime.CompilerServices;
using Cffi.Backend.Native.Callbacks;
using Cffi.Tests.Fuzz;
using Cffi.Tests.Native;
using Cffi.Tests.RealLibraries;
using static Cffi.Tests.Native.TestLibrary;

namespace Cffi.Tests.Stress;

/// <summary>C memory, .NET memory, entry points and types are released after many repetitions.</summary>
/// <remarks>A leaked block costs at least 32 bytes each time. The tests allow half of that, plus noise.</remarks>
[NonParallelizable]
public sealed class LeakTests
{
    private const int BytesPerRound = 16;
    private const int Noise = 512 * 1024;

    // Code and tables of the run time. Before the measurement, malloc and the collector return the memory of the peak to the
    // system, because its size depends on the time of a collection: it was 129 MB once.
    private const int ResidentNoise = 16 * 1024 * 1024;

    [OneTimeSetUp]
    public void The_C_library_counts_its_blocks()
    {
        if (Lib.Call<long>("allocated") < 0)
        {
            Assert.Ignore("The C library of this platform does not say how many bytes are allocated; glibc does.");
        }
    }

    private static IEnumerable<TestCaseData> Loops()
    {
        CFunction count = Lib["count_constant_strings"];
        CFunction large = Lib["large_next"];
        var bytes = new byte[4096];
        yield return Loop("calls with text, lists and pinned arrays", 100_000, () =>
        {
            StandardLibrary.C.Call<long>("strlen", "some text");
            count.Invoke<long>((Array)new object?[] { "a", new string('x', 600), null });
            StandardLibrary.C.Call("memset", bytes, 0, bytes.Length);
        });
        yield return Loop("records returned and disposed", 50_000, () =>
        {
            using var result = large.Invoke<CData>((Array)new object[] { bytes });
        });
        yield return Loop("records returned and left to the collector", 50_000, () => large.Invoke<CData>((Array)new object[] { bytes }));
        yield return Loop("refused calls", 20_000, () =>
        {
            try
            {
                count.Invoke((Array)new object?[] { new string('x', 600), 5 });
            }
            catch (CffiTypeException)
            {
            }
        });
        yield return Loop("memory made and disposed", 100_000, static () =>
        {
            using CData memory = Own.New("struct large *");
        });
        yield return Loop("memory made and left to the collector", 50_000, static () => Own.New("unsigned char[5000]")[0] = 1);
        yield return Loop("callbacks made and disposed", 50_000, static () =>
        {
            using CData callback = Own.Callback("int(int)", static (int a) => a);
        });
        yield return Loop("callbacks that throw", 5_000, static () =>
        {
            using CData callback = Own.Callback("struct large(struct large)", static CData (CData a) => throw new FormatException());
            try
            {
                Lib.Call("call_large", callback, (Array)new object[] { new byte[4096] });
            }
            catch (FormatException)
            {
            }
        });
        int number = 0;
        yield return Loop("declarations dropped", 3_000, () => DeclareAndDrop(number++));
    }

    // This listener replaces the report on standard error, because the test runner keeps every line of it.
    [OneTimeSetUp]
    public void Listen() => Ffi.UnhandledCallbackException += Ignore;

    [OneTimeTearDown]
    public void Stop_listening() => Ffi.UnhandledCallbackException -= Ignore;

    private static void Ignore(object? sender, CallbackExceptionEventArgs told)
    {
    }

    [TestCaseSource(nameof(Loops)), Category("Stress")]
    public void Nothing_is_left_of(int rounds, Action body) => Measure(FuzzSettings.Count("CFFI_STRESS_ROUNDS", rounds), body);

    [TestCaseSource(nameof(Loops)), Category("Nightly")]
    public void Nothing_is_left_of_ten_times_as_many(int rounds, Action body) => Measure(10 * rounds, body);

    [Test, Category("Stress")]
    public void Libraries_are_unloaded() => LoadAndUnload(FuzzSettings.Count("CFFI_STRESS_LOADS", 500));

    [Test, Category("Nightly")]
    public void Ten_thousand_libraries_are_unloaded() => LoadAndUnload(10_000);

    [Test, Category("Stress")]
    public void Types_go_with_their_declarations()
    {
        WeakReference[] types = [.. Enumerable.Range(0, 20).Select(UseAndDrop)];
        Settle();
        Assert.That(types.Count(static type => type.IsAlive), Is.LessThanOrEqualTo(1), "records of 20 that are alive; the stack may refer to one");
    }

    private static TestCaseData Loop(string name, int rounds, Action body) => new TestCaseData(rounds, body).SetArgDisplayNames(name);

    private static void LoadAndUnload(int rounds)
    {
        using var folder = new TemporaryFolder();
        string path = folder.File("another.so");
        File.Copy(FilePath, path);
        Measure(rounds, () =>
        {
            using CLibrary library = Own.Dlopen(path);
            library.Call("set_errno", 1);
        });
        Assert.That(File.ReadAllText("/proc/self/maps"), Does.Not.Contain(path));
    }

    private static void Measure(int rounds, Action body)
    {
        // The first rounds fill caches, and the JIT recompiles hot methods.
        for (int i = 0; i < Math.Min(rounds, 2000); i++)
        {
            body();
        }

        Figures before = Figures.Now();
        var watch = Stopwatch.StartNew();
        for (int i = 0; i < rounds; i++)
        {
            body();
        }

        watch.Stop();
        long most = ((long)rounds * BytesPerRound) + Noise;
        Figures after = Figures.Now();

        // The JIT compiles hot methods on its own thread, with C memory that it frees later. Leaked memory stays.
        for (int i = 0; i < 20 && (after.Native - before.Native >= most || after.Managed - before.Managed >= most); i++)
        {
            Thread.Sleep(100);
            after = Figures.Now();
        }

        TestContext.Out.WriteLine(FormattableString.Invariant(
            $"{rounds} rounds in {watch.Elapsed.TotalSeconds:F1} s: C memory {after.Native - before.Native:+#;-#;0} bytes, .NET memory {after.Managed - before.Managed:+#;-#;0}, resident {after.Resident - before.Resident:+#;-#;0}"));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(after.Native - before.Native, Is.LessThan(most), "C memory");
            Assert.That(after.Managed - before.Managed, Is.LessThan(most), ".NET memory");
            Assert.That(after.Resident - before.Resident, Is.LessThan(((long)rounds * BytesPerRound) + ResidentNoise), "resident");
            Assert.That(after.EntryPoints, Is.GreaterThanOrEqualTo(before.EntryPoints), "entry points");
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void DeclareAndDrop(int number)
    {
        var ffi = new Ffi();
        ffi.Cdef($"struct dropped{number} {{ int a[{(number % 50) + 1}]; struct dropped{number} *next; }}; int abs(struct dropped{number} *); typedef int (*of{number})(struct dropped{number});");
        _ = ffi.SizeOf($"struct dropped{number}[3]") + ffi.SizeOf($"of{number}");
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static WeakReference UseAndDrop(int number)
    {
        var ffi = new Ffi();
        ffi.Cdef($"typedef struct {{ int quot, rem[{number + 1}]; }} dropped; struct used {{ dropped d; }}; int abs(dropped *); typedef dropped (*maker)(struct used, dropped *);");
        using CLibrary c = ffi.Dlopen("c");
        using CData memory = ffi.New("struct used *");
        memory["d"]["quot"] = 4;
        c.Call("abs", ffi.AddressOf(memory, "d"));
        using CData callback = ffi.Callback("maker", static (CData a, CData b) => a["d"]);
        using var made = callback.Invoke<CData>(memory[0], Ffi.Null);
        return new WeakReference(ffi.TypeOf("dropped"));
    }

    private static void Settle()
    {
        for (int i = 0; i < 3; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }
    }

    private readonly record struct Figures(long Native, long Managed, long Resident, int EntryPoints)
    {
        public static Figures Now()
        {
            Settle();
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
            Lib.Call("give_back");
            string[] pages = File.ReadAllText("/proc/self/statm").Split(' ');
            return new Figures(
                Lib.Call<long>("allocated"),
                GC.GetTotalMemory(forceFullCollection: true),
                long.Parse(pages[1], CultureInfo.InvariantCulture) * Environment.SystemPageSize,
                CallbackThunks.Instance!.LiveCount);
        }
    }
}
