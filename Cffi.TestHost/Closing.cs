using System.IO.Pipes;
using Cffi;
using Cffi.Errors;
using Cffi.Tests.Native;

/// <summary>Closes a library while threads use it. If its memory is unmapped too early, the process crashes.</summary>
internal static class Closing
{
    private const string Declarations = """
        int quick(int a);
        long double wide(long double a);
        const char *text(void);
        int call_back(int (*f)(int), int a);
        int read_one(int end);
        long double read_wide(int end, long double a);
        int read_two(int end, int (*f)(int));
        extern int counter, inside;
        extern _Thread_local int own;
        extern const char *name;
        """;

    /// <summary>Runs one case a number of times, each with a newly opened library.</summary>
    public static void Run(string name, string library, int times)
    {
        Action<string, int> one = name switch
        {
            "short" => Short,
            "long" => Long,
            "inside" => Inside,
            "elsewhere" => Elsewhere,
            _ => throw new ArgumentException($"no case '{name}'", nameof(name)),
        };
        for (int i = 0; i < times; i++)
        {
            one(library, i);
            Expect(!IsMapped(library), "the library is mapped after the last call has returned");
        }

        Console.WriteLine("done");
    }

    // Every thread ends with an exception.
    private static void Short(string library, int round)
    {
        CLibrary lib = Open(library);
        CFunction quick = lib["quick"];
        CFunction wide = lib["wide"];
        CData counter = lib.GetVariable("counter");

        // The loader of Windows does not give the address of a thread-local variable.
        CData own = lib.GetVariable(OperatingSystem.IsWindows() ? "inside" : "own");
        CData name = lib.GetVariable("name");
        using var started = new CountdownEvent(4);
        Thread[] threads =
        [
            Looping(started, () => Expect(quick.Invoke<int>(1) == 2, "quick")),
            Looping(started, () =>
            {
                Expect(wide.Invoke<double>(1.5) == 2.5, "wide");
                Expect(lib.Call<string>("text") == "text of the library", "text");
            }),
            Looping(started, () =>
            {
                counter.Assign(counter.As<int>() >= 0 ? 7 : 8);
                own.Assign(own.As<int>() + 1);
                Expect(name.As<string>() == "name of the library", "name");
            }),
            Looping(started, () => Expect(lib.GetAddress("quick") != 0 && lib.GetVariable("counter").Type is not null, "look-up")),
        ];
        started.Wait();
        Thread.SpinWait(round % 200 * 50);
        lib.Dispose();
        Array.ForEach(threads, static thread => thread.Join());
    }

    // All calls return although the library is closed during them. The library is unmapped only afterwards.
    private static void Long(string library, int _)
    {
        CLibrary lib = Open(library);
        using var pipe = new AnonymousPipeServerStream(PipeDirection.Out);
        int end = (int)pipe.ClientSafePipeHandle.DangerousGetHandle();
        Thread[] threads =
        [
            Started(() => Expect(lib.Call<int>("read_one", end) == 1, "read_one")),
            Started(() => Expect(lib.Call<double>("read_wide", end, 1.5) == 2.5, "read_wide")),
            Started(() => Expect(lib.Call<int>("read_two", end, Callback(lib, static a => a + 1)) == 3, "read_two")),
        ];
        CData inside = lib.GetVariable("inside");
        while (inside.As<int>() < threads.Length)
        {
            Thread.Sleep(1);
        }

        lib.Dispose();
        Expect(IsMapped(library), "the library is gone before the last call has returned");
        Expect(Refuses(() => lib.Call("quick", 1)), "a closed library is called");
        pipe.Write("bytes"u8[..4]);
        Array.ForEach(threads, static thread => thread.Join());
    }

    // A callback closes the library that calls it, two calls deep.
    private static void Inside(string library, int _)
    {
        CLibrary lib = Open(library);
        CFunction outer = lib["call_back"];
        int inner = outer.Invoke<int>(Callback(lib, a => outer.Invoke<int>(Callback(lib, Close), a) - a), 5);
        Expect(inner == 5 + 100 + 6 - 5 + 6, $"inside: {inner}");
        Expect(Refuses(() => outer.Invoke(5, 5)), "a closed function is called");
        Expect(!IsMapped(library), "the library is mapped after the call");

        int Close(int b)
        {
            lib.Dispose();
            lib.Dispose();
            Expect(Refuses(() => lib.Call("quick", 1)) && IsMapped(library), "closing in a callback");
            return b + 100;
        }
    }

    // A call into one library contains a call into the other, on this thread. Another thread closes both libraries meanwhile.
    private static void Elsewhere(string library, int round)
    {
        string copy = library + ".copy.so";
        if (!File.Exists(copy))
        {
            File.Copy(library, copy);
        }

        CLibrary first = Open(library);
        CLibrary second = Open(copy);
        int result = first.Call<int>("call_back", Callback(first, a => second.Call<int>("call_back", Callback(second, CloseBoth), a)), 1);
        Expect(result == 5, $"elsewhere: {result}");
        Expect(!IsMapped(copy), "the inner library is mapped");

        int CloseBoth(int b)
        {
            Thread closer = Started(() => (round % 2 == 0 ? first : second).Dispose());
            Thread other = Started(() => (round % 2 == 0 ? second : first).Dispose());
            closer.Join();
            other.Join();
            Expect(IsMapped(library) && IsMapped(copy), "libraries are gone while they run");
            return b;
        }
    }

    private static CLibrary Open(string library)
    {
        var ffi = new Ffi();
        ffi.Cdef(Declarations);
        return ffi.Dlopen(library);
    }

    // The callback is not collected before the frame that holds it ends; the call keeps it.
    private static CData Callback(CLibrary lib, Func<int, int> body) => lib.Ffi.Callback("int(int)", body);

    private static Thread Looping(CountdownEvent started, Action use) => Started(() =>
    {
        started.Signal();
        while (!Refuses(use))
        {
        }
    });

    private static Thread Started(ThreadStart body)
    {
        // An exception on this thread ends the process, so the test sees it.
        var thread = new Thread(body);
        thread.Start();
        return thread;
    }

    private static bool Refuses(Action use)
    {
        try
        {
            use();
            return false;
        }
        catch (CffiDisposedException)
        {
            return true;
        }
    }

    private static bool IsMapped(string library) => LoadedModules.Contain(library);

    private static void Expect(bool holds, string what)
    {
        if (!holds)
        {
            throw new InvalidOperationException(what);
        }
    }
}
