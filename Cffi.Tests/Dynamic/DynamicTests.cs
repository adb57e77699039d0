using static Cffi.Tests.Native.TestLibrary;

namespace Cffi.Tests.Dynamic;

/// <summary>Libraries and data through <c>dynamic</c>, as in scripts.</summary>
public sealed class DynamicTests
{
    private static readonly dynamic C = RealLibraries.StandardLibrary.C;
    private static readonly dynamic Library = Lib;

    [Test]
    public void Functions_are_methods()
    {
        int rem = C.div(7, 2).rem;
        Assert.That(rem, Is.EqualTo(1));
        double cos = C.cos(0);
        Assert.That(cos, Is.EqualTo(1));
        long length = (long)C.strlen("hello");
        Assert.That(length, Is.EqualTo(5));
        Assert.That((object)C.getenv("CFFI_TEST_ABSENT"), Is.InstanceOf<CData>());
        double mixed = Library.mixed20((byte)1, 0.0, (short)1, 0f, 1, 0.0, 1L, 0f, (byte)1, 0.0, 1L, 0.0, 1, 0.0, (short)1, 0.0, 1L, 0.0, (sbyte)1, 0f);
        Assert.That(mixed, Is.EqualTo(1 + 3 + 5 + 7 + 9 + 11 + 13 + 15 + 17 + 19));
    }

    [Test]
    public void A_call_site_serves_different_functions_arguments_and_libraries()
    {
        dynamic[] libraries = [Lib, Own.Dlopen(FilePath), Lib];
        foreach (dynamic library in libraries)
        {
            Assert.That((int)library.flip("MINUS"), Is.EqualTo(7));
            Assert.That((int)library.flip(7), Is.EqualTo(-5));
        }

        ((CLibrary)libraries[1]).Dispose();
        Assert.That(() => libraries[1].flip(7), Throws.TypeOf<CffiDisposedException>());
    }

    [Test]
    public void Members_chain_and_are_set()
    {
        using CData owner = Own.New("struct nested *");
        dynamic p = owner;
        p.a.i = 5;
        p.b.n.d = 2.5;
        p.b.s[1] = -3;
        int i = p.a.i;
        double d = p.b.n.d;
        short s = (short)p.b.s[1];
        Assert.That((i, d, s), Is.EqualTo((5, 2.5, (short)-3)));
        Assert.That((int)p["a"]["i"] + 1, Is.EqualTo(6));
        Assert.That((int)p[0].a.i, Is.EqualTo(5));
        p.a = new object[] { 1.5, 9 };
        Assert.That((float)p.a.f, Is.EqualTo(1.5f));
    }

    [Test]
    public void Numbers_are_net_numbers()
    {
        dynamic p = Own.New("struct long2 *", new[] { 40, 2 });
        Assert.That((long)(p.a + p.b), Is.EqualTo(42));
        Assert.That((bool)(p.a > p.b), Is.True);
        p.a += 1;
        Assert.That((long)p.a, Is.EqualTo(41));
        p.Dispose();
        Assert.That(() => p.a, Throws.TypeOf<CffiDisposedException>(), "CData's own members can be called too");
    }

    [Test]
    public void Variables_and_constants_are_members()
    {
        var ffi = new Ffi();
        ffi.Cdef("extern int global_int; extern int global_numbers[5]; enum e { FIRST = 3 };\n#define LIMIT 42\n#define NAME \"text\"\n");
        dynamic library = ffi.Dlopen(FilePath);
        library.global_int = 6;
        Assert.That((int)library.global_int, Is.EqualTo(6));
        library.global_int = 42;
        Assert.That((int)library.global_numbers[1], Is.EqualTo(2));
        Assert.That((int)library.LIMIT + (int)library.FIRST, Is.EqualTo(45));
        Assert.That((string)library.NAME, Is.EqualTo("text"));
    }

    [Test]
    public void Function_pointers_are_called()
    {
        dynamic add = Library.pick("add");
        Assert.That((int)add(40, 2), Is.EqualTo(42));
        dynamic operation = Library.global_operation;
        Assert.That((int)operation.run(20, 22), Is.EqualTo(42));
        dynamic function = Library.flip;
        Assert.That(((CFunction)function).Name, Is.EqualTo("flip"));
    }

    [Test]
    public void A_records_own_member_goes_before_a_net_member_at_one_call_site()
    {
        var ffi = new Ffi();
        ffi.Cdef("struct sized { int Length; int (*Invoke)(int, int); };");
        using CData array = ffi.New("int[3]");
        using CData record = ffi.New("struct sized *");
        using CData add = ffi.Callback("int(int, int)", (int a, int b) => a + b);
        record["Length"] = 77;
        record["Invoke"] = add;
        dynamic[] all = [array, record, array, record[0]];
        Assert.That(all.Select(static d => (long)d.Length), Is.EqualTo(new long[] { 3, 77, 3, 77 }));
        Assert.That((int)((dynamic)record).Invoke(1, 2), Is.EqualTo(3));
    }

    [Test]
    public void Pointers_move_and_compare()
    {
        using CData array = Own.New("int[]", new[] { 1, 2, 3 });
        dynamic p = array;
        dynamic second = p + 1;
        Assert.That((int)second[0], Is.EqualTo(2));
        Assert.That((long)(second - p), Is.EqualTo(1));
        Assert.That((bool)(second - 1 == p + 0), Is.True);
        Assert.That((bool)(second != p), Is.True);
        Assert.That((bool)(second > p), Is.True);
        dynamic slice = p[1..];
        Assert.That((int)slice[^1], Is.EqualTo(3));
        p[1..3] = new[] { 8, 9 };
        Assert.That((int)p[2], Is.EqualTo(9));
        p[^3] = 7;
        Assert.That((int)p[0L], Is.EqualTo(7));
    }

    [Test]
    public void Data_converts_where_a_type_is_wanted()
    {
        dynamic text = Lib.Call<CData>("greeting");
        string words = text;
        Assert.That(words, Is.EqualTo("gr\u00fc\u00dfe"));
        CData data = text;
        Assert.That(data.IsNull, Is.False);
        nint address = text;
        Assert.That(address, Is.EqualTo(data.Address));
        dynamic wide = Own.Cast("long double", 2.5);
        double number = wide;
        Assert.That(number, Is.EqualTo(2.5));
    }

    [Test]
    public void Mistakes_are_answered_with_exceptions_of_ours()
    {
        dynamic p = Own.New("struct long2 *");
        Assert.That(() => C.no_such_function(1), Throws.TypeOf<CffiNameException>());
        Assert.That(() => C.strlem, Throws.TypeOf<CffiNameException>().With.Message.Contains("strlen"));
        Assert.That(() => C.div(1), Throws.TypeOf<CffiArgumentCountException>());
        Assert.That(() => C.div(1, "two"), Throws.TypeOf<CffiTypeException>());
        Assert.That(() => C.div(1, new object()), Throws.TypeOf<CffiTypeException>());
        Assert.That(() => C.div = 5, Throws.TypeOf<CffiNameException>());
        Assert.That(() => p.nothing, Throws.TypeOf<CffiNameException>());
        Assert.That(() => p.nothing = 1, Throws.TypeOf<CffiNameException>());
        Assert.That(() => p.a(1), Throws.InstanceOf<CffiException>());
        Assert.That(() => p.a = "text", Throws.TypeOf<CffiTypeException>());
        Assert.That(() => p[5], Throws.TypeOf<CffiIndexException>());
        Assert.That(() => p[null], Throws.InstanceOf<CffiException>());
        Assert.That(() => p["nothing"], Throws.TypeOf<CffiNameException>());
        Assert.That(() => { int number = p; }, Throws.InstanceOf<CffiException>());
        Assert.That(() => { DateTime date = p; }, Throws.InstanceOf<CffiException>());
        Assert.That(() => p + "one", Throws.InstanceOf<CffiException>());
    }
}
