using Cffi.Backend.Native.Threads;
using Cffi.Tests.Native;

namespace Cffi.Tests.Loading;

/// <summary>Libraries that are closed during use, in separate processes: if a library is unmapped too early, the process crashes.</summary>
[Category("Stress")]
public sealed class ClosingTests
{
    private const string Text = """
        #ifdef _WIN32
        #include <windows.h>
        static int take(int end, char *c) { DWORD count = 0; return ReadFile((HANDLE)(INT_PTR)end, c, 1, &count, NULL) ? (int)count : -1; }
        #else
        #include <unistd.h>
        static int take(int end, char *c) { return read(end, c, 1); }
        #endif
        int counter;
        _Thread_local int own;
        const char *name = "name of the library";
        int quick(int a) { return a + 1; }
        long double wide(long double a) { return a + 1; }
        const char *text(void) { return "text of the library"; }
        int call_back(int (*f)(int), int a) { int answer = f(a); return answer + quick(a); }
        int inside;
        int read_one(int end) { char c; __atomic_add_fetch(&inside, 1, __ATOMIC_SEQ_CST); return take(end, &c); }
        long double read_wide(int end, long double a) { return read_one(end) + a; }
        int read_two(int end, int (*f)(int)) { int one = read_one(end); return f(one) + read_one(end); }
        """;

    private TemporaryFolder folder = null!;
    private string library = null!;

    [OneTimeSetUp]
    public void Compile()
    {
        folder = new TemporaryFolder();
        library = folder.File("libclosing.so");
        CCompiler.Gcc.CompileLibrary(Text, library, "-O1");
    }

    [OneTimeTearDown]
    public void Remove() => folder.Dispose();

    [TestCase("short", 300, TestName = "Threads_that_loop_in_calls_and_variables_get_an_exception")]
    [TestCase("long", 20, TestName = "Calls_that_take_long_return_and_only_then_the_library_goes")]
    [TestCase("inside", 300, TestName = "A_callback_may_close_the_library_that_calls_it")]
    [TestCase("elsewhere", 300, TestName = "Libraries_around_one_another_stay_until_their_calls_return")]
    public void Closing(string name, int times)
    {
        PlatformSupport.RequireUnloading();
        (int exitCode, string output, string errors) = TestHost.Run("close", name, library, $"{times}");
        Assert.That((exitCode, output.Trim()), Is.EqualTo((0, "done")), errors);
    }

    [Test]
    public void Threads_that_have_ended_are_forgotten()
    {
        var ffi = new Ffi();
        ffi.Cdef("int abs(int);");
        using CLibrary lib = ffi.Dlopen("c");
        for (int round = 0; round < 20; round++)
        {
            Thread[] threads = [.. Enumerable.Range(0, 50).Select(_ => new Thread(() => lib.Call("abs", -1)))];
            Array.ForEach(threads, static thread => thread.Start());
            Array.ForEach(threads, static thread => thread.Join());
            threads = [];
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        Assert.That(ClosingLibraries.ContextCount, Is.LessThan(500), "number of contexts after 1000 threads");
    }

    // Deeper than the first size of a thread's list of calls.
    [Test]
    public void A_library_closed_many_calls_deep_stays_until_the_outermost_returns()
    {
        PlatformSupport.RequireUnloading();
        const int Depth = 40;
        var ffi = new Ffi();
        ffi.Cdef("int call_back(int (*f)(int), int a);");
        string copy = folder.File("libdeep.so");
        File.Copy(library, copy);
        CLibrary lib = ffi.Dlopen(copy);
        CFunction callBack = lib["call_back"];
        CData? deeper = null;
        deeper = ffi.Callback("int(int)", Deeper);
        Assert.That(callBack.Invoke<int>(deeper, 1), Is.EqualTo(Enumerable.Range(1, Depth).Sum() + Depth));
        Assert.That(() => callBack.Invoke(deeper, 1), Throws.TypeOf<CffiDisposedException>().With.Message.StartsWith("CFFI7060: "));
        Assert.That(LoadedModules.Contain(copy), Is.False);

        // Each level adds a + 1 to the results of the levels inside.
        int Deeper(int a)
        {
            if (a < Depth)
            {
                int answer = callBack.Invoke<int>(deeper, a + 1);
                Assert.That(LoadedModules.Contain(copy));
                return answer;
            }

            lib.Dispose();
            Assert.That(LoadedModules.Contain(copy));
            return 0;
        }
    }
}
