using System.Globalization;
using System.Text;
using Cffi;

/// <summary>
/// Calls, callbacks and arguments, each a few times, while the runtime collects garbage at each allocation or at each
/// transition to and from C (DOTNET_GCStress). A test runner would take hours in this mode.
/// </summary>
internal static class CollectionStress
{
    private const string Declarations = """
        typedef struct { int quot, rem; } div_t;
        struct pair { long a; double b; };
        int abs(int);
        double ldexp(double, int);
        div_t div(int, int);
        size_t strlen(const char *);
        char *strchr(const char *, int);
        void *memset(void *, int, size_t);
        int snprintf(char *, size_t, const char *, ...);
        void qsort(void *, size_t, size_t, int (*)(const void *, const void *));
        void *bsearch(const void *, const void *, size_t, size_t, int (*)(const void *, const void *));
        extern char **environ;
        """;

    private static readonly Dictionary<string, Action<Ffi, CLibrary, int>> Cases = new()
    {
        ["calls"] = static (_, c, i) =>
        {
            Same(c.Call<int>("abs", -i), i);
            Same(c["ldexp"].Invoke<double>(1.5, i % 8), Math.ScaleB(1.5, i % 8));
            Same(c.Call<CData>("div", i, 7)["rem"].As<int>(), i % 7);
        },
        ["text"] = static (ffi, c, i) =>
        {
            string text = new('x', i);
            Same(c.Call<long>("strlen", text), i);
            var buffer = new byte[32];
            int length = c.Call<int>("snprintf", buffer, 32, "%d %.1f %s", i, i + 0.5, "end");
            Same(Encoding.ASCII.GetString(buffer, 0, length), string.Create(CultureInfo.InvariantCulture, $"{i} {i}.5 end"));
            using CData kept = ffi.New("char[]", "left=right");
            Same(ffi.String(c.Call<CData>("strchr", kept, '=')), "=right");
        },
        ["arrays"] = static (_, c, i) =>
        {
            var bytes = new byte[100 + i];
            c.Call("memset", bytes, i & 127, bytes.Length);
            Same(bytes.Count(value => value == (i & 127)), bytes.Length);
        },
        ["records"] = static (ffi, _, i) =>
        {
            using CData pair = ffi.New("struct pair[3]");
            pair[2]["a"] = i;
            pair[2]["b"] = i + 0.25;
            CData member = ffi.AddressOf(pair, 2, "b");
            Same(member[0].As<double>(), i + 0.25);
            Same(pair[2]["a"].As<long>(), i);

            // A part of the memory keeps the whole alive.
            Same(Part(ffi, i)["a"].As<long>(), i);
        },
        ["callbacks"] = static (ffi, c, i) =>
        {
            using CData numbers = ffi.New("int[8]");
            for (int k = 0; k < 8; k++)
            {
                numbers[k] = (k * 5 + i) % 8;
            }

            using CData compare = Comparer(ffi);
            c.Call("qsort", numbers, 8, 4, compare);
            Same(string.Join(' ', Enumerable.Range(0, 8).Select(k => numbers[k].As<int>())), "0 1 2 3 4 5 6 7");
            try
            {
                using CData thrower = ffi.Callback("int(const void *, const void *)", int (CData a, CData b) => throw new FormatException("from the body"));
                // Two elements need one comparison. Later bodies run after an exception, and each exception takes seconds in this mode.
                c.Call("qsort", numbers, 2, 4, thrower);
                throw new InvalidOperationException("the exception of the body is lost");
            }
            catch (FormatException)
            {
            }
        },
        ["declarations"] = static (_, _, i) =>
        {
            var own = new Ffi();
            own.Cdef($"struct made {{ int a[{i + 1}]; }}; typedef int (*taker)(struct made *);");
            Same(own.SizeOf("struct made"), 4 * (i + 1));
            Same(own.SizeOf("taker"), IntPtr.Size);
        },
    };

    /// <summary>The names of the cases.</summary>
    public static IEnumerable<string> Names => Cases.Keys;

    /// <summary>Runs one case a number of times, and compares the result each time.</summary>
    public static void Run(string name, int times)
    {
        var ffi = new Ffi();
        ffi.Cdef(Declarations);
        using CLibrary c = ffi.Dlopen(null);

        // This listener replaces the report on standard error, whose first line takes minutes in this mode.
        Ffi.UnhandledCallbackException += static (_, _) => { };
        int before = GC.CollectionCount(0);
        for (int i = 1; i <= times; i++)
        {
            Cases[name](ffi, c, i);
        }

        Console.WriteLine($"{name}: {times} times, {GC.CollectionCount(0) - before} collections");
    }

    private static CData Part(Ffi ffi, int i)
    {
        CData whole = ffi.New("struct pair[2]");
        whole[1]["a"] = i;
        return whole[1].As<CData>();
    }

    private static CData Comparer(Ffi ffi)
    {
        // The captured variable gives the delegate its own object, which only the callback refers to.
        var sign = new[] { 1 };
        return ffi.Callback("int(const void *, const void *)", (CData a, CData b) => sign[0] * ffi.Cast("int *", a)[0].As<int>().CompareTo(ffi.Cast("int *", b)[0].As<int>()));
    }

    private static void Same<T>(T actual, T expected)
    {
        if (!EqualityComparer<T>.Default.Equals(actual, expected))
        {
            throw new InvalidOperationException($"{actual} instead of {expected}");
        }
    }
}
