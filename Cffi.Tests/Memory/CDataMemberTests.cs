using static Cffi.Tests.Memory.MemoryFixture;

namespace Cffi.Tests.Memory;

/// <summary>Members of records: nested records, arrays, bit-fields, anonymous members, unions.</summary>
public sealed class CDataMemberTests
{
    [Test]
    public void Members_chain_at_will()
    {
        using CData p = Shapes.New("struct outer *");
        p["inner"]["x"] = 5;
        p["inner"]["y"] = 2.5;
        p["numbers"][3] = 7;
        p["corners"][1]["y"] = -1;
        p["text"] = "seven77";
        Assert.That(p["inner"]["x"].As<short>(), Is.EqualTo(5));
        Assert.That(p[0]["inner"]["y"].As<double>(), Is.EqualTo(2.5));
        Assert.That(p["numbers"][^1].As<int>(), Is.EqualTo(7));
        Assert.That(p["corners"][1]["y"].As<int>(), Is.EqualTo(-1));
        Assert.That(p["text"].As<string>(), Is.EqualTo("seven77"));
        Assert.That(p["name"].IsNull, Is.True);
    }

    [Test]
    public void Records_are_assigned_from_lists_and_from_each_other()
    {
        using CData p = Shapes.New("struct outer *");
        p["corners"] = new[] { new[] { 1, 2 }, new[] { 3, 4 } };
        p["corners"][0] = p["corners"][1];
        Assert.That(p["corners"][0]["x"].As<int>(), Is.EqualTo(3));
        using CData copy = Shapes.New("point *", p["corners"][1]);
        copy["x"] = 100;
        Assert.That(p["corners"][1]["x"].As<int>(), Is.EqualTo(3), "New copies");
        p["inner"] = new object[] { 1, 0.5 };
        Assert.That(p["inner"]["y"].As<double>(), Is.EqualTo(0.5));
        Assert.That(() => p["inner"] = p["corners"][0], Throws.TypeOf<CffiTypeException>());
        Assert.That(() => p["inner"] = new object[] { 1, 2, 3 }, Throws.TypeOf<CffiIndexException>().With.Property("Id").EqualTo("CFFI7022"));
    }

    [Test]
    public void A_pointer_member_leads_on()
    {
        using CData first = Shapes.New("struct outer *");
        using CData second = Shapes.New("struct outer *");
        first["next"] = second;
        first["next"]["numbers"][0] = 11;
        Assert.That(second["numbers"][0].As<int>(), Is.EqualTo(11));
        Assert.That(() => second["next"]["numbers"], Throws.TypeOf<CffiNullPointerException>());
        first["next"] = Ffi.Null;
        Assert.That(first["next"] == null, Is.True);
    }

    [Test]
    public void Bit_fields_keep_their_ranges()
    {
        using CData b = Shapes.New("struct bits *");
        b["s3"] = -4;
        b["u5"] = 31;
        b["flag"] = true;
        b["wide"] = -(1L << 39);
        b["rest"] = ulong.MaxValue;
        Assert.That(b["s3"].As<int>(), Is.EqualTo(-4));
        Assert.That(b["u5"].As<int>(), Is.EqualTo(31));
        Assert.That(b["flag"].As<bool>(), Is.True);
        Assert.That(b["wide"].As<long>(), Is.EqualTo(-(1L << 39)));
        Assert.That(b["rest"].As<ulong>(), Is.EqualTo(ulong.MaxValue));
        b["s3"] = 3;
        b["flag"] = false;
        Assert.That((b["s3"].As<int>(), b["u5"].As<int>(), b["flag"].As<bool>()), Is.EqualTo((3, 31, false)), "neighbours do not change");
    }

    [TestCase("s3", 4)]
    [TestCase("s3", -5)]
    [TestCase("u5", 32)]
    [TestCase("u5", -1)]
    [TestCase("flag", 2)]
    [TestCase("wide", 1L << 39)]
    [TestCase("rest", -1)]
    public void A_bit_field_refuses_what_does_not_fit(string name, long value)
    {
        using CData b = Shapes.New("struct bits *");
        CffiRangeException error = Assert.Throws<CffiRangeException>(() => b[name] = value)!;
        Assert.That(error.Id, Is.EqualTo("CFFI7010"));
        Assert.That(error.Message, Does.Contain($"{value} does not fit"));
        Assert.That(() => b[name] = 0.5, Throws.TypeOf<CffiTypeException>());
        Assert.That(b[name].As<long>(), Is.Zero);
    }

    [Test]
    public void Members_of_anonymous_records_are_members()
    {
        using CData a = Shapes.New("struct anonymous *");
        a["f"] = 1.0f;
        Assert.That(a["i"].As<int>(), Is.EqualTo(0x3F800000));
        a["high"] = 0x4000;
        Assert.That(a["f"].As<float>(), Is.EqualTo(2.0f));
        Assert.That(Shapes.OffsetOf("struct anonymous", "high"), Is.EqualTo(6));
    }

    [Test]
    public void Members_of_a_union_share_their_bytes()
    {
        using CData u = Shapes.New("union number *", new object[] { 0x01020304 });
        Assert.That(u["bytes"].AsSpan<byte>().ToArray(), Is.EqualTo(new byte[] { 4, 3, 2, 1, 0, 0, 0, 0 }));
        u["f"] = -1;
        Assert.That(u["i"].As<int>(), Is.EqualTo(unchecked((int)0xBF800000)));
        Assert.That(() => Shapes.New("union number *", new object[] { 1, 2 }), Throws.TypeOf<CffiIndexException>());
    }

    [Test]
    public void Enums_are_written_by_name_and_read_as_text()
    {
        using CData p = Shapes.New("struct painted *");
        p["color"] = "BLUE";
        Assert.That(p["color"].As<int>(), Is.EqualTo(6));
        Assert.That(p["color"].ToString(), Is.EqualTo("BLUE"));
        Assert.That(Shapes.String(p["color"]), Is.EqualTo("BLUE"));
        p["color"] = 77;
        Assert.That(p["color"].ToString(), Is.EqualTo("77"));
        CffiNameException error = Assert.Throws<CffiNameException>(() => p["color"] = "GREAN")!;
        Assert.That(error.Message, Does.Contain("GREAN").And.Contain("GREEN"));
    }

    [Test]
    public void A_resolved_accessor_reads_and_writes()
    {
        CMemberAccessor<short> x = Shapes.Member<short>("struct inner", "x");
        using CData p = Shapes.New("struct inner *");
        x.Set(p, -7);
        Assert.That(x.Get(p), Is.EqualTo(-7));
        Assert.That(x.Get(p[0]), Is.EqualTo(-7));
        using CData other = Shapes.New("point *");
        Assert.That(() => x.Get(other), Throws.TypeOf<CffiTypeException>());
        Assert.That(() => x.Get(Shapes.Cast("struct inner *", 0)), Throws.TypeOf<CffiNullPointerException>());
        Assert.That(() => Shapes.Member<int>("struct inner", "x"), Throws.TypeOf<CffiTypeException>());
        Assert.That(() => Shapes.Member<int>("struct bits", "s3"), Throws.TypeOf<CffiTypeException>());
        Assert.That(() => Shapes.Member<int>("struct inner", "z"), Throws.TypeOf<CffiNameException>());
        p.Dispose();
        Assert.That(() => x.Get(p), Throws.TypeOf<CffiDisposedException>());
    }

    [Test]
    public void Addresses_offsets_and_sizes_follow_a_path()
    {
        using CData p = Shapes.New("struct outer *");
        CData y = Shapes.AddressOf(p, "corners", 1, "y");
        Assert.That(y.Type.CName, Is.EqualTo("int *"));
        y[0] = 3;
        Assert.That(p["corners"][1]["y"].As<int>(), Is.EqualTo(3));
        Assert.That((long)(y.Address - p.Address), Is.EqualTo(Shapes.OffsetOf("struct outer", "corners", 1, "y")));
        Assert.That(Shapes.OffsetOf("struct outer", "inner", "y"), Is.EqualTo(8));
        Assert.That(Shapes.OffsetOf("int[3]", 3), Is.EqualTo(12), "one past the end is an address too");
        Assert.That(() => Shapes.OffsetOf("int[3]", 4), Throws.TypeOf<CffiIndexException>());
        Assert.That(() => Shapes.OffsetOf("struct bits", "s3"), Throws.TypeOf<CffiTypeException>());
        Assert.That(() => Shapes.OffsetOf("struct outer", "name", "x"), Throws.TypeOf<CffiTypeException>());
        Assert.That(Shapes.AddressOf(p[0]) == p, Is.True);
        Assert.That((Shapes.SizeOf("struct outer"), Shapes.SizeOf(p), Shapes.SizeOf(p[0])), Is.EqualTo((72L, 8L, 72L)));
        Assert.That(Shapes.AlignOf("struct outer"), Is.EqualTo(8));
    }

    [Test]
    public void A_member_that_is_not_there_is_named_with_the_nearest()
    {
        using CData p = Shapes.New("struct outer *");
        CffiNameException error = Assert.Throws<CffiNameException>(() => _ = p["nubmers"])!;
        Assert.That(error.Id, Is.EqualTo("CFFI7031"));
        Assert.That(error.Message, Does.Contain("struct outer").And.Contain("nubmers").And.Contain("'numbers'"));
        Assert.That(() => p["nubmers"] = 1, Throws.TypeOf<CffiNameException>());
    }
}
