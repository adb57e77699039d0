using Cffi.Tests.Fuzz;
using Cffi.Tests.Native;

namespace Cffi.Tests.Callbacks;

/// <summary>Callbacks that take a <c>va_list</c>.</summary>
public sealed class VariableArgumentTests : IDisposable
{
    private const string Declarations = """
        struct two { long a; double b; };
        struct three { long a, b, c; };
        struct floats { float x, y, z; };
        struct nothing {} __attribute__((aligned(16)));
        long relay_nothing(int (*read)(int, va_list));
        void log_to(void (*log)(void *ud, const char *format, va_list arguments), void *ud, const char *format, ...);
        long relay(int (*read)(int, va_list), int n, ...);
        int vsnprintf(char *buffer, size_t size, const char *format, va_list arguments);
        """;

    private const string Code = """
        #include <stdarg.h>
        struct two { long a; double b; };
        struct three { long a, b, c; };
        struct floats { float x, y, z; };
        void log_to(void (*log)(void *, const char *, va_list), void *ud, const char *format, ...)
        { va_list list; va_start(list, format); log(ud, format, list); va_end(list); }
        long relay(int (*read)(int, va_list), int n, ...)
        { va_list list; va_start(list, n); int more = read(n, list); long next = more ? va_arg(list, long) : -1; va_end(list); return next; }
        struct nothing {} __attribute__((aligned(16)));
        long relay_nothing(int (*read)(int, va_list)) { struct nothing none; return relay(read, 0, 1L, 2L, 3L, 4L, 5L, none, 7L, 8L, 9L); }
        """;

    private readonly TemporaryFolder folder = new();
    private Ffi ffi = null!;
    private CLibrary library = null!;
    private CLibrary c = null!;

    [OneTimeSetUp]
    public void Compile()
    {
        PlatformSupport.RequireVariableArgumentLists();
        CCompiler.Gcc.CompileLibrary(Code, folder.File("lists.so"), "-O2");
        ffi = new Ffi();
        ffi.Cdef(Declarations);
        library = ffi.Dlopen(folder.File("lists.so"));
        c = ffi.Dlopen("c");
    }

    public void Dispose()
    {
        library?.Dispose();
        c?.Dispose();
        folder.Dispose();
    }

    [Test]
    public void A_log_callback_passes_the_arguments_on_to_vsnprintf()
    {
        var lines = new List<string>();
        using CData buffer = ffi.New("char[200]");
        using CData log = ffi.Callback("void(void *, const char *, va_list)", (nint ud, string format, CVaList arguments) =>
        {
            Assert.That(c.Call<int>("vsnprintf", buffer, 200, format, arguments.Copy()), Is.Positive);
            lines.Add(buffer.As<string>());
            c.Call("vsnprintf", buffer, 200, format, arguments);
            lines.Add($"{ud} " + buffer.As<string>());
        });
        library.Call("log_to", log, ffi.Cast("void *", 7), "%d %s %.2f %ld|%d %d %d %d %c", 1, "two", 3.25, 4L << 40, 5, 6, 7, 8, 'n');
        Assert.That(lines, Is.EqualTo(new[] { "1 two 3.25 4398046511104|5 6 7 8 n", "7 1 two 3.25 4398046511104|5 6 7 8 n" }));
    }

    [Test]
    public void As_C_data_it_is_passed_on_as_well()
    {
        using CData buffer = ffi.New("char[50]");
        using CData log = ffi.Callback("void(void *, const char *, va_list)", (CData ud, CData format, CData arguments) => { c.Call("vsnprintf", buffer, 50, format, arguments); });
        library.Call("log_to", log, Ffi.Null, "%d-%g", 5, 0.5);
        Assert.That(buffer.As<string>(), Is.EqualTo("5-0.5"));
    }

    [Test]
    public void Arguments_are_read_in_order_and_C_goes_on_behind_them()
    {
        var seen = new List<object?>();
        using CData two = ffi.New("struct two *", new object[] { 5, 6.5 });
        using CData three = ffi.New("struct three *", new object[] { 7, 8, 9 });
        using CData read = ffi.Callback("int(int, va_list)", (int n, CVaList list) =>
        {
            seen.AddRange([list.Next<int>(), list.Next<double>(), list.Next<string>(), list.Next<nint>(), list.Next<byte>(), list.Next<bool>(), list.Next<float>(), list.Next<ulong>()]);
            seen.Add(list.Next(ffi, "long double").As<double>());
            CData record = list.Next(ffi, "struct two");
            seen.AddRange([record["a"].As<long>(), record["b"].As<double>()]);
            seen.Add(list.Next(ffi, "struct three")["c"].As<long>());
            seen.Add(list.Next<Int128>());
            seen.Add(list.Next<DayOfWeek>());
            seen.Add(list.Next(ffi, "short").As<int>());
            return 1;
        });
        long next = library.Call<long>(
            "relay", read, 0, -1, 2.5, "text", ffi.Cast("void *", 77), (byte)200, true, 1.5f, ulong.MaxValue, ffi.Cast("long double", 0.125), two[0], three[0],
            (Int128)1 << 100, 5, -3, 1234567890123L);
        Assert.That(seen, Is.EqualTo(new object[] { -1, 2.5, "text", (nint)77, (byte)200, true, 1.5f, ulong.MaxValue, 0.125, 5L, 6.5, 9L, (Int128)1 << 100, DayOfWeek.Friday, -3 }));
        Assert.That(next, Is.EqualTo(1234567890123L));
    }

    [Test]
    public void A_record_without_bytes_takes_no_place_on_the_stack()
    {
        var seen = new List<long>();
        using CData read = ffi.Callback("int(int, va_list)", (int n, CVaList list) =>
        {
            seen.AddRange(Enumerable.Range(0, 5).Select(_ => list.Next<long>()));
            Assert.That(list.Next(ffi, "struct nothing").Type.CName, Is.EqualTo("struct nothing"));
            seen.AddRange([list.Next<long>(), list.Next<long>()]);
            return 1;
        });
        Assert.That(library.Call<long>("relay_nothing", read), Is.EqualTo(9));
        Assert.That(seen, Is.EqualTo(new long[] { 1, 2, 3, 4, 5, 7, 8 }));
    }

    [Test]
    public void A_thousand_random_lists_are_read_as_they_were_passed()
    {
        int count = FuzzSettings.Count("CFFI_LISTS_COUNT", 1000);
        int first = FuzzSettings.Number("CFFI_LISTS_FIRST", 0);
        for (int index = first; index < first + count; index++)
        {
            SplitMix64 random = SplitMix64.ForCase(FuzzSettings.Seed, index);
            int length = random.Between(0, 30);
            int[] kinds = [.. Enumerable.Range(0, length).Select(_ => random.Between(0, 8))];
            CValue[] passed = [.. kinds.Select(kind => Make(kind, random))];
            var differences = new List<string>();
            using CData read = ffi.Callback("int(int, va_list)", (int n, CVaList list) =>
            {
                for (int i = 0; i < length; i++)
                {
                    string wanted = Show(kinds[i], passed[i]);
                    string got = Read(kinds[i], list);
                    if (wanted != got)
                    {
                        differences.Add($"argument {i} of kind {kinds[i]}: {got} for {wanted}");
                    }
                }

                return 0;
            });
            library["relay"].Invoke([read, 0, .. passed]);
            Assert.That(differences, Is.Empty, $"replay: CFFI_SEED={FuzzSettings.Seed} CFFI_LISTS_FIRST={index} CFFI_LISTS_COUNT=1");
        }
    }

    [Test]
    public void Nothing_else_is_a_list()
    {
        using CData buffer = ffi.New("char[10]");
        foreach (CValue value in new CValue[] { Ffi.Null, (nint)0, (nint)16, buffer, "text", 5 })
        {
            CffiTypeException error = Assert.Throws<CffiTypeException>(() => c.Call("vsnprintf", buffer, 10, "%d", value))!;
            Assert.That(error.Message, Does.StartWith("CFFI7068: argument 4 of 'int vsnprintf(char *, size_t, const char *, va_list)': ").And.EndsWith("which only C can make; pass on a va_list that a callback received, or call the variadic function that does the same"));
        }

        using CData read = ffi.Callback("int(int, va_list)", (int n, CVaList list) => (int)list.Next<decimal>());
        Assert.That(() => library.Call("relay", read, 0, 1), Throws.TypeOf<CffiTypeException>().With.Message.EqualTo("CFFI7001: a .NET Decimal does not say which C type to read; pass the Ffi and the name of the C type to Next"));
    }

    private CValue Make(int kind, SplitMix64 random) => kind switch
    {
        0 => (int)random.Next(),
        1 => (uint)random.Next(),
        2 => (long)random.Next(),
        3 => random.Between(-1000, 1000) / 8.0,
        4 => ffi.Cast("long double", random.Between(-1000, 1000) / 8.0),
        5 => (Int128)(long)random.Next() << random.Between(0, 60),
        6 => ffi.New("struct two *", new object[] { (long)random.Next(), random.Between(-1000, 1000) / 4.0 })[0],
        7 => ffi.New("struct three *", new object[] { (long)random.Next(), (long)random.Next(), (long)random.Next() })[0],
        _ => ffi.New("struct floats *", new object[] { random.Between(-9, 9) / 2f, random.Between(-9, 9) / 2f, random.Between(-9, 9) / 2f })[0],
    };

    private static string Show(int kind, CValue value) => kind switch
    {
        6 => $"{value.As<CData>()["a"]} {value.As<CData>()["b"]}",
        7 => $"{value.As<CData>()["a"]} {value.As<CData>()["b"]} {value.As<CData>()["c"]}",
        8 => $"{value.As<CData>()["x"]} {value.As<CData>()["y"]} {value.As<CData>()["z"]}",
        4 => ((CValue)value.As<double>()).ToString(),
        _ => value.ToString(),
    };

    private string Read(int kind, CVaList list) => Show(kind, kind switch
    {
        0 => list.Next<int>(),
        1 => list.Next<uint>(),
        2 => list.Next<long>(),
        3 => list.Next<double>(),
        4 => list.Next(ffi, "long double"),
        5 => list.Next<Int128>(),
        6 => list.Next(ffi, "struct two"),
        7 => list.Next(ffi, "struct three"),
        _ => list.Next(ffi, "struct floats"),
    });
}
