using Cffi.Tests.Native;

namespace Cffi.Tests.Calls;

/// <summary>After its memory is freed, a record is never read to be passed by value, and a pointer to it is never passed.</summary>
public sealed class DisposedRecordTests
{
    private const string Types = """
        struct pair { long a; double b; };
        struct large { long a[5]; };
        union number { int i; float f; };
        struct outer { struct pair in; struct pair *p; struct pair list[2]; struct pair *pointers[2]; };
        """;

    private TemporaryFolder folder = null!;
    private Ffi ffi = null!;
    private CLibrary lib = null!;

    [OneTimeSetUp]
    public void Compile()
    {
        folder = new TemporaryFolder();
        string path = folder.File("librecords.so");
        CCompiler.Gcc.CompileLibrary(
            Types + """

            struct pair global;
            long take(struct pair p) { return p.a; }
            long take_large(struct large l) { return l.a[4]; }
            int take_number(union number n) { return n.i; }
            long take_pointer(struct pair *p) { return p != 0; }
            long take_many(long a, long b, long c, long d, long e, long f, long g, struct pair p, struct large l) { return p.a; }
            long take_any(int n, ...) { return n; }
            struct pair make(void) { struct pair p = { 7, 7.5 }; return p; }
            long use(struct pair (*f)(void)) { return f().a; }
            long use_pointer(struct pair *(*f)(void)) { return f() != 0; }
            long (*get(void))(struct pair) { return take; }
            """,
            path,
            "-O1");
        ffi = new Ffi();
        ffi.Cdef(Types + """
            extern struct pair global; long take(struct pair p); long take_large(struct large l); int take_number(union number n); long take_pointer(struct pair *p);
            long take_many(long a, long b, long c, long d, long e, long f, long g, struct pair p, struct large l);
            long take_any(int n, ...); struct pair make(void); long use(struct pair (*f)(void)); long use_pointer(struct pair *(*f)(void)); long (*get(void))(struct pair);
            """);
        lib = ffi.Dlopen(path);
    }

    [OneTimeTearDown]
    public void Remove()
    {
        lib.Dispose();
        folder.Dispose();
    }

    [Test]
    public void A_freed_record_is_refused_as_argument_member_element_global_and_result([Values] bool isResult)
    {
        CData owner = isResult ? lib.Call<CData>("make") : ffi.New("struct pair *", new object[] { 7L, 7.5 });
        CData record = isResult ? owner : owner[0];
        using CData large = ffi.New("struct large *"), outer = ffi.New("struct outer *");
        CData pointer = lib.Call<CData>("get");
        Assert.That(lib.Call<long>("take", record), Is.EqualTo(7));
        Assert.That(lib.Call<long>("take_many", 1, 2, 3, 4, 5, 6, 7, record, large[0]), Is.EqualTo(7));
        owner.Dispose();
        dynamic dynamicLib = lib;
        Refuse(
            () => lib.Call("take", record),
            () => lib.Call<long>("take", record),
            () => lib["take"].Invoke(record),
            () => lib.Call("take_many", 1, 2, 3, 4, 5, 6, 7, record, large[0]),
            () => lib.Call("take_any", 1, record),
            () => pointer.Invoke(record),
            () => _ = dynamicLib.take(record),
            () => lib.GetVariable("global").Assign(record),
            () => outer["in"] = record,
            () => outer["list"] = new object[] { record },
            () => outer["list"][1] = record,
            () => ffi.New("struct pair[1]", new object[] { record }),
            () => ffi.New("struct pair *", record),
            () => ffi.New("struct outer *", new object[] { record }),
            () => Call("struct pair(void)", () => record, "use"));
        Assert.That(outer["in"]["a"].As<long>() + outer["list"][1]["a"].As<long>() + lib.GetVariable("global")["a"].As<long>(), Is.Zero, "nothing is written");
    }

    [Test]
    public void Freed_records_of_other_classes_are_refused()
    {
        CData large = ffi.New("struct large *"), number = ffi.New("union number *", new object[] { 5 });
        CData largeRecord = large[0], numberRecord = number[0];
        using CData pair = ffi.New("struct pair *");
        Assert.That(lib.Call<int>("take_number", numberRecord), Is.EqualTo(5));
        large.Dispose();
        number.Dispose();
        Refuse(
            () => lib.Call("take_large", largeRecord),
            () => lib.Call("take_number", numberRecord),
            () => lib.Call("take_many", 1, 2, 3, 4, 5, 6, 7, pair[0], largeRecord),
            () => lib.Call("take_any", 1, largeRecord));
    }

    [Test]
    public void A_pointer_to_a_freed_record_is_refused()
    {
        CData pointer = ffi.New("struct pair *");
        CData moved = pointer + 0;
        using CData outer = ffi.New("struct outer *");
        Assert.That(lib.Call<long>("take_pointer", pointer), Is.EqualTo(1));
        pointer.Dispose();
        foreach (CData one in (CData[])[pointer, moved])
        {
            Refuse(
                () => lib.Call("take_pointer", one),
                () => lib.Call<long>("take_pointer", one),
                () => lib.Call("take_any", 1, one),
                () => lib.Call("take", one[0]),
                () => outer["p"] = one,
                () => outer["pointers"] = new object[] { one },
                () => outer["pointers"][1] = one,
                () => ffi.New("struct pair *[1]", new object[] { one }),
                () => Call("struct pair *(void)", () => one, "use_pointer"));
        }
    }

    private void Call(string type, Func<CData> body, string function)
    {
        using CData callback = ffi.Callback(type, body);
        lib.Call(function, callback);
    }

    private static void Refuse(params Action[] uses)
    {
        for (int i = 0; i < uses.Length; i++)
        {
            CffiDisposedException error = Assert.Throws<CffiDisposedException>(uses[i], $"use {i}")!;
            Assert.That(error.Id, Is.EqualTo("CFFI7060"), $"use {i}");
        }
    }
}
