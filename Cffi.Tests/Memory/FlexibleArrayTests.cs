namespace Cffi.Tests.Memory;

/// <summary>Structures with a flexible array member, allocated with their contents.</summary>
public sealed class FlexibleArrayTests
{
    private static Ffi Own { get; } = Declare();

    [Test]
    public void New_allocates_memory_for_the_contents_and_knows_their_length()
    {
        using CData p = Own.New("struct tail *", new object[] { 3, new[] { 10, 20, 30 } });
        Assert.That((p["n"].As<int>(), p["items"].Length, p["items"][2].As<int>()), Is.EqualTo((3, 3L, 30)));
        Assert.That(p["items"].AsSpan<int>().ToArray(), Is.EqualTo(new[] { 10, 20, 30 }));
        Assert.That(p[0]["items"].Length, Is.EqualTo(3), "the length is known through the record too");
        Assert.That(() => p["items"][3], Throws.TypeOf<CffiIndexException>());
        p["items"] = new[] { 7, 8, 9 };
        Assert.That(p["items"][1].As<int>(), Is.EqualTo(8));
        Assert.That(() => p["items"] = new int[4], Throws.TypeOf<CffiIndexException>().With.Message.Contains("New"));
    }

    [Test]
    public void Text_lengths_and_other_lists_are_contents()
    {
        using CData text = Own.New("struct text *", new object[] { 5L, 'x', "hello" });
        Assert.That((Own.String(text["text"]), text["text"].Length), Is.EqualTo(("hello", 6L)), "the text has its NUL, and may use padding of the record");
        using CData counted = Own.New("struct tail *", new object[] { 1, 4 });
        Assert.That((counted["items"].Length, counted["items"][3].As<int>()), Is.EqualTo((4L, 0)));
        using CData other = Own.New("int[]", new[] { 4, 5 });
        using CData copied = Own.New("struct tail *", new object[] { 2, other });
        Assert.That(copied["items"][1].As<int>(), Is.EqualTo(5));
        using CData records = Own.New("struct pairs *", new object[] { 2, new object[] { new[] { 1, 2 }, new[] { 3, 4 } } });
        Assert.That((records["pairs"].Length, records["pairs"][1]["b"].As<int>()), Is.EqualTo((2L, 4)));
        using CData inner = Own.New("struct outer *", new object[] { 9, new object[] { 2, new[] { 5, 6 } } });
        Assert.That((inner["tail"]["items"].Length, inner["tail"]["items"][1].As<int>()), Is.EqualTo((2L, 6)));
    }

    [Test]
    public void Without_contents_the_flexible_array_is_empty_and_an_access_is_refused()
    {
        using CData none = Own.New("struct tail *", new object[] { 0 });
        Assert.That(none["items"].Length, Is.Zero);
        Assert.That(() => none["items"][0], Throws.TypeOf<CffiIndexException>());
        Assert.That(() => none[0].Assign(new object[] { 1, new[] { 1 } }), Throws.TypeOf<CffiIndexException>().With.Property("Id").EqualTo("CFFI7022"));
        using CData two = Own.New("struct tail[2]");
        Assert.That(() => two[0].Assign(new object[] { 1, new[] { 1 } }), Throws.TypeOf<CffiIndexException>());
        Assert.That(() => Own.New("struct tail *", new object[] { 1, -1 }), Throws.TypeOf<CffiIndexException>());
        Assert.That(() => Own.New("struct tail *", new object[] { 1, long.MaxValue }), Throws.TypeOf<CffiIndexException>());
        Assert.That(() => Own.New("struct tail *", new object[] { 1, 2, 3 }), Throws.TypeOf<CffiIndexException>());
    }

    [Test]
    public void A_record_with_contents_is_assigned_whole_as_far_as_its_room_goes()
    {
        object[] two = [2, new[] { 7, 8 }], three = [3, new[] { 1, 1, 1 }];
        using CData p = Own.New("struct outer *", new object[] { 9, new object[] { 2, new[] { 5, 6 } } });
        Action<object[]>[] ways = [tail => p[0].Assign(new object[] { 9, tail }), tail => p[0] = new object[] { 9, tail }, tail => p["tail"] = tail, tail => p["tail"].Assign(tail)];
        foreach (Action<object[]> assign in ways)
        {
            p["tail"]["items"] = new int[2];
            assign(two);
            Assert.That(p["tail"]["items"].AsSpan<int>().ToArray(), Is.EqualTo(new[] { 7, 8 }));
            Assert.That(() => assign(three), Throws.TypeOf<CffiIndexException>().With.Property("Id").EqualTo("CFFI7022"));
        }
    }

    // GNU C: a record with a flexible array in the middle of another, where there is no room for contents.
    [Test]
    public void Only_the_last_member_has_contents()
    {
        Assert.That(() => Own.New("struct middle *", new object[] { new object[] { 1, new[] { 5 } }, 2 }), Throws.TypeOf<CffiIndexException>().With.Property("Id").EqualTo("CFFI7022"));
        using CData p = Own.New("struct middle *");
        Assert.That(() => p["tail"] = new object[] { 1, new[] { 5 } }, Throws.TypeOf<CffiIndexException>().With.Property("Id").EqualTo("CFFI7022"));
        Assert.That(() => p[0].Assign(new object[] { new object[] { 1, new[] { 5 } } }), Throws.TypeOf<CffiIndexException>().With.Property("Id").EqualTo("CFFI7022"));
    }

    [Test]
    public void A_cast_to_an_array_is_a_view_with_bounds()
    {
        using CData memory = Own.New("char[8]", "abcdefg");
        CData seven = Own.Cast("char[7]", memory + 0);
        Assert.That((seven.Length, Own.String(seven)), Is.EqualTo((7L, "abcdefg")));
        seven[0] = 'x';
        Assert.That(Own.String(memory), Is.EqualTo("xbcdefg"));
        Assert.That(Own.Cast("char[3]", memory.Address).Length, Is.EqualTo(3), "a plain address has no bounds to check");
        Assert.That(Own.Cast("unsigned short[4]", memory).Length, Is.EqualTo(4));
        Assert.That(() => seven[7], Throws.TypeOf<CffiIndexException>());
        Assert.That(() => Own.Cast("char[9]", memory), Throws.TypeOf<CffiIndexException>(), "the view is larger than the memory");
        Assert.That(() => Own.Cast("char[7]", Ffi.Null), Throws.TypeOf<CffiNullPointerException>());
        Assert.That(() => Own.Cast("char[]", memory), Throws.TypeOf<CffiTypeException>().With.Message.Contains("write the number of elements"));
        Assert.That(() => Own.Cast("char[7]", "text"), Throws.TypeOf<CffiTypeException>());
    }

    private static Ffi Declare()
    {
        var ffi = new Ffi();
        ffi.Cdef("""
            struct tail { int n; int items[]; };
            struct text { long n; char kind; char text[]; };
            struct pairs { int n; struct { int a, b; } pairs[]; };
            struct outer { int n; struct tail tail; };
            struct middle { struct tail tail; int n; };
            """);
        return ffi;
    }
}
