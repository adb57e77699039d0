using Cffi.Tests.Native;
using static Cffi.Tests.Native.TestLibrary;

namespace Cffi.Tests.Calls;

/// <summary>Records of every class by value, as arguments and results. Each callee adds a different number to each member.</summary>
public sealed class RecordCallTests
{
    [Test]
    public void Three_floats_come_back_in_two_vector_registers()
    {
        using CData v = Own.New("struct float3 *", new object[] { new[] { 1.5f, 2.5f, 3.5f } });
        Assert.That(Lib.Call<CData>("float3_next", v[0])["v"].AsSpan<float>().ToArray(), Is.EqualTo(new[] { 2.5f, 4.5f, 6.5f }));
    }

    [TestCase("float2", "x", "y", 1.5, -2.0)]
    [TestCase("float_int", "f", "i", 1.5, 7.0)]
    [TestCase("double_char", "d", "c", 1e300, 65.0)]
    [TestCase("char_double", "c", "d", 65.0, -1.5)]
    [TestCase("long2", "a", "b", -5.0, 4611686018427387904.0)]
    public void Two_members_come_back_in_their_registers(string type, string first, string second, double one, double two)
    {
        using CData v = Own.New($"struct {type} *");
        Write(v, first, one);
        Write(v, second, two);
        var result = Lib.Call<CData>(type + "_next", v[0]);
        Assert.That(result[first].As<double>(), Is.EqualTo(one + 1));
        Assert.That(result[second].As<double>(), Is.EqualTo(two + 2));
        Assert.That(v[first].As<double>(), Is.EqualTo(one), "by value");
    }

    [Test]
    public void One_float_goes_in_half_a_register() =>
        Assert.That(Lib.Call<CData>("one_float_next", new object[] { 2.5f })["f"].As<float>(), Is.EqualTo(3.5f));

    [TestCase("bytes9", 9)]
    [TestCase("bytes16", 16)]
    [TestCase("bytes17", 17)]
    [TestCase("large", 4096)]
    public void Bytes_pass_in_registers_or_memory(string type, int size)
    {
        using CData v = Own.New($"struct {type} *");
        byte[] expected = new byte[size];
        for (int i = 0; i < size; i++)
        {
            v["b"][i] = (byte)(i * 7);
            expected[i] = (byte)((i * 7) + i + 1);
        }

        Assert.That(Lib.Call<CData>(type + "_next", v[0])["b"].AsSpan<byte>().SequenceEqual(expected), Is.True);
    }

    [Test]
    public void A_packed_record_passes_in_memory()
    {
        using CData v = Own.New("struct packed *", new object[] { 'a', -1, 0.5 });
        var result = Lib.Call<CData>("packed_next", v[0]);
        Assert.That((result["c"].As<char>(), result["i"].As<int>(), result["d"].As<double>()), Is.EqualTo(('b', 1, 3.5)));
        Assert.That(Lib.Call<int>("poke_unaligned", v), Is.Zero);
    }

    [Test]
    public void Unions_and_nested_records_pass()
    {
        using CData number = Own.New("union number *");
        number["d"] = 41.5;
        Assert.That(Lib.Call<CData>("number_next", number[0])["d"].As<double>(), Is.EqualTo(42.5));
        using CData v = Own.New("struct nested *");
        v["b"]["n"]["d"] = 0.25;
        v["b"]["s"] = new[] { 10, 20 };
        var result = Lib.Call<CData>("nested_next", v[0]);
        Assert.That((result["a"]["f"].As<float>(), result["a"]["i"].As<int>()), Is.EqualTo((1f, 2)));
        Assert.That((result["b"]["s"][0].As<int>(), result["b"]["s"][1].As<int>(), result["b"]["n"]["d"].As<double>()), Is.EqualTo((13, 24, 5.25)));
    }

    [TestCase("aligned16")]
    [TestCase("aligned32")]
    public void An_over_aligned_record_is_aligned_on_the_stack_after_an_odd_word(string type)
    {
        using CData v = Own.New($"struct {type} *", new[] { 1, 2, 3, 4 });
        for (int i = 0; i < 20; i++)
        {
            Assert.That(Lib.Call<long>(type + "_after", 1, 1, 1, 1, 1, 1, 7, v[0]), Is.EqualTo(6 + 70 + 100 + 2000 + 30000 + 400000));
        }
    }

    [Test]
    public void A_record_that_leaves_one_register_goes_to_memory_whole_and_the_next_argument_takes_the_register()
    {
        using CData pair = Own.New("struct long2 *", new[] { 6, 7 });
        Assert.That(Lib.Call<long>("registers_left", 1, 2, 3, 4, 5, pair[0], 8), Is.EqualTo(1 + 4 + 9 + 16 + 25 + 36 + 49 + 64));
    }

    [Test]
    public void A_list_becomes_a_record_argument_and_another_record_is_refused()
    {
        Assert.That(Lib.Call<CData>("long2_next", new[] { 1, 2 })["b"].As<long>(), Is.EqualTo(4));
        using CData other = Own.New("struct float2 *");
        CffiTypeException error = Assert.Throws<CffiTypeException>(() => Lib.Call("long2_next", other[0]))!;
        Assert.That(error.Message, Does.Contain("argument 1").And.Contain("long2_next").And.Contain("struct float2"));
        Assert.That(() => Lib.Call("long2_next", 5), Throws.TypeOf<CffiTypeException>());
        Assert.That(() => Lib.Call("long2_next", new[] { 1, 2, 3 }), Throws.TypeOf<CffiIndexException>().With.Message.Contains("argument 1"));
    }

    [Test]
    public void The_stack_has_room_for_32_KiB_of_arguments()
    {
        using var folder = new TemporaryFolder();
        CCompiler.Gcc.CompileLibrary("struct most { long a[4096]; }; long ends(struct most m) { return m.a[0] * 1000 + m.a[4095]; }", folder.File("stack.so"), "-O1");
        var ffi = new Ffi();
        ffi.Cdef("struct most { long a[4096]; }; long ends(struct most m); struct more { long a[4097]; };");
        using CLibrary lib = ffi.Dlopen(folder.File("stack.so"));
        using CData most = ffi.New("struct most *");
        most["a"][0] = 5;
        most["a"][4095] = 7;
        Assert.That(lib.Call<long>("ends", most[0]), Is.EqualTo(5007));
        CData more = ffi.Cast("long (*)(struct more)", lib.GetAddress("ends"));
        using CData too = ffi.New("struct more *");
        if (Target.Current.Calling != CallingStandard.SystemVX64)
        {
            // The address of a copy is passed, not the record.
            too["a"][4095] = 9;
            Assert.That(more.Invoke<long>(too[0]), Is.EqualTo(9));
            return;
        }

        Assert.That(() => more.Invoke(too[0]), Throws.TypeOf<CffiUnsupportedException>().With.Message.EqualTo(
            "CFFI5102: 'long(struct more)' passes 32776 bytes on the stack, but Cffi supports at most 32768; pass pointers"));
    }

    private static void Write(CData record, string member, double value)
    {
        if (record[member].Type.CName is "float" or "double")
        {
            record[member] = value;
        }
        else
        {
            record[member] = (long)value;
        }
    }
}
