using static Cffi.Tests.Memory.MemoryFixture;

namespace Cffi.Tests.Memory;

/// <summary>Who frees C memory, and what happens to later accesses.</summary>
public sealed class CDataLifetimeTests
{
    [Test]
    public void Everything_that_leads_to_freed_memory_refuses()
    {
        CData owner = Shapes.New("struct outer *");
        CData member = owner["inner"];
        CData array = owner["numbers"];
        CData slice = array[1..3];
        CData moved = owner + 0;
        CData cast = Shapes.Cast("char *", owner);
        CData address = Shapes.AddressOf(owner, "corners");
        owner.Dispose();
        owner.Dispose();

        Action[] uses =
        [
            () => _ = owner["inner"], () => owner["numbers"] = new[] { 1 }, () => _ = owner[0],
            () => _ = member["x"], () => member["x"] = 1, () => member.Assign(new object[] { 1 }),
            () => _ = array[0], () => array[0] = 1, () => _ = array[..1], () => array.AsSpan<int>().Clear(), () => _ = array.ToList(),
            () => _ = slice[0], () => slice.AsSpan<int>().Clear(), () => slice.Assign(new[] { 1 }),
            () => _ = moved["inner"], () => _ = cast[0], () => Shapes.String(cast), () => cast.As<string>(),
            () => _ = address[0], () => Shapes.AddressOf(owner, "inner"), () => Shapes.New("struct inner *", member),
            () => RealLibraries.StandardLibrary.C.Call("memset", owner, 0, 4),
            () => RealLibraries.StandardLibrary.C.Call("memset", array, 0, 4),
        ];
        for (int i = 0; i < uses.Length; i++)
        {
            CffiDisposedException? error = Assert.Throws<CffiDisposedException>(uses[i], $"use {i}");
            Assert.That(error!.Id, Is.EqualTo("CFFI7060"));
        }

        Assert.That(owner.ToString(), Does.Contain("struct outer *"));
        Assert.That(owner == moved, Is.True, "addresses stay comparable");
    }

    [Test]
    public void Disposing_a_view_frees_nothing()
    {
        using CData owner = Shapes.New("struct outer *");
        owner["inner"].Dispose();
        owner["numbers"][0..2].Dispose();
        (owner + 0).Dispose();
        Shapes.Cast("char *", owner).Dispose();
        owner["numbers"][3] = 6;
        Assert.That(owner["numbers"][3].As<int>(), Is.EqualTo(6));
    }

    [Test]
    public void A_view_keeps_the_memory_alive()
    {
        CData view = Shapes.New("struct outer *")["numbers"];
        view[2] = 1234;
        for (int i = 0; i < 5; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
            Shapes.New("struct outer *").Dispose();
        }

        Assert.That(view[2].As<int>(), Is.EqualTo(1234));
    }

    [Test]
    public void A_record_that_a_call_returned_can_be_disposed()
    {
        var result = RealLibraries.StandardLibrary.C.Call<CData>("div", 7, 2);
        Assert.That(result["quot"].As<int>(), Is.EqualTo(3));
        result.Dispose();
        Assert.That(() => result["quot"], Throws.TypeOf<CffiDisposedException>());
    }

    [Test]
    public void New_memory_is_zero_and_aligned()
    {
        var ffi = new Ffi();
        ffi.Cdef("typedef struct { char c __attribute__((aligned(64))); } wide;");
        for (int i = 0; i < 20; i++)
        {
            using CData wide = ffi.New("wide *");
            Assert.That(wide.Address % 64, Is.EqualTo((nint)0));
            using CData bytes = ffi.New("unsigned char[1000]");
            Assert.That(bytes.AsSpan<byte>().IndexOfAnyExcept((byte)0), Is.EqualTo(-1));
            bytes.AsSpan<byte>().Fill(0xAA);
        }
    }

    [Test]
    public void An_array_of_open_length_takes_it_from_the_initializer()
    {
        using CData counted = Shapes.New("int[]", 5);
        using CData listed = Shapes.New("short[]", new[] { 1, 2, 3 });
        using CData text = Shapes.New("char[]", "h\u00e9");
        using CData copied = Shapes.New("short[]", listed);
        using CData empty = Shapes.New("int[]", 0);
        Assert.That(new[] { counted, listed, text, copied, empty }.Select(static d => d.Length), Is.EqualTo(new long[] { 5, 3, 4, 3, 0 }));
        Assert.That(copied[2].As<int>(), Is.EqualTo(3));
        using CData exact = Shapes.New("char[3]", "abc");
        Assert.That(Shapes.String(exact), Is.EqualTo("abc"), "a full array has no NUL");
    }

    [Test]
    public void Pointers_to_empty_records_have_no_span()
    {
        var ffi = new Ffi();
        ffi.Cdef("struct empty { };");
        using CData empty = ffi.New("struct empty *");
        Assert.That(() => empty.AsSpan<byte>().Length, Throws.InstanceOf<CffiUsageException>());
    }

    [Test]
    public void A_failed_initializer_names_the_reason()
    {
        Assert.That(() => Shapes.New("char[3]", "abcd"), Throws.TypeOf<CffiIndexException>().With.Property("Id").EqualTo("CFFI7022"));
        Assert.That(() => Shapes.New("int[2]", new[] { 1, 2, 3 }), Throws.TypeOf<CffiIndexException>());
        Assert.That(() => Shapes.New("int[]"), Throws.TypeOf<CffiTypeException>());
        Assert.That(() => Shapes.New("int[]", -1), Throws.TypeOf<CffiIndexException>().With.Property("Id").EqualTo("CFFI7023"));
        Assert.That(() => Shapes.New("int[]", ulong.MaxValue), Throws.InstanceOf<CffiUsageException>());
        Assert.That(() => Shapes.New("int[]", long.MaxValue), Throws.InstanceOf<CffiUsageException>());
        Assert.That(() => Shapes.New("int[]", UInt128.MaxValue), Throws.InstanceOf<CffiUsageException>());
        Assert.That(() => Shapes.New("int", 5), Throws.TypeOf<CffiTypeException>());
        Assert.That(() => Shapes.New("int[]", 2.5), Throws.TypeOf<CffiTypeException>());
    }
}
