using Cffi.Tests.Native;
using static Cffi.Tests.Native.TestLibrary;

namespace Cffi.Tests.Callbacks;

/// <summary>The values that a callback gets and returns, in registers, on the stack and in memory.</summary>
public sealed class CallbackValueTests
{
    private delegate int Plain(int a, int b);

    [Test]
    public void Integers_and_doubles_pass()
    {
        using CData subtract = Own.Callback("int(int, int)", (int a, int b) => a - b);
        Assert.That(Lib.Call<int>("call_int", subtract, int.MinValue, int.MinValue), Is.Zero);
        Assert.That(subtract.Invoke<int>(5, 7), Is.EqualTo(-2), ".NET can call the callback directly too");
        using CData product = Own.Callback("double(double, float)", (double a, float b) => a * b);
        Assert.That(Lib.Call<double>("call_double", product, 1e300, 0.5f), Is.EqualTo(5e299));
    }

    [Test]
    public void Any_type_that_a_value_converts_to_may_be_a_parameter()
    {
        using CData wide = Own.Callback("int(int, int)", (long a, CValue b) => (int)a + b.As<int>());
        Assert.That(Lib.Call<int>("call_int", wide, 40, 2), Is.EqualTo(42));
        using CData boxed = Own.Callback("int(int, int)", (object a, CData b) => (short)((int)a + b.As<int>()));
        Assert.That(Lib.Call<int>("call_int", boxed, 40, 3), Is.EqualTo(43));
    }

    [Test]
    public void An_argument_is_never_taken_for_the_other_signedness()
    {
        using CData narrow = Own.Callback("int(unsigned char, short)", (sbyte a, ushort b) => a + b);
        Assert.That(narrow.Invoke<int>(100, 5), Is.EqualTo(105));
        Assert.That(() => narrow.Invoke(200, 5), Throws.TypeOf<CffiRangeException>());
        Assert.That(() => narrow.Invoke(100, -5), Throws.TypeOf<CffiRangeException>());
        using CData address = Own.Callback("_Bool(long, long, long, long, long, long, void *, void *)", (long a, long b, long c, long d, long e, long f, nuint g, nint h) => g == (nuint)h);
        Assert.That(address.Invoke<bool>(1, 2, 3, 4, 5, 6, Own.Cast("void *", -1), Own.Cast("void *", -1)), Is.True);
    }

    [Test]
    public void Pointers_and_strings_pass()
    {
        using CData block = Own.New("int[]", new[] { 1, 2 });
        string? heard = null;
        using CData next = Own.Callback("void *(void *, const char *)", (CData p, string text) =>
        {
            heard = text;
            return Own.Cast("int *", p) + 1;
        });
        Assert.That(Lib.Call<nint>("call_pointer", next, block), Is.EqualTo(block.Address + 4));
        Assert.That(heard, Is.EqualTo("from C"));
        using CData none = Own.Callback("void *(void *, const char *)", (nint p, nint text) => (nint)0);
        Assert.That(Lib.Call<CData>("call_pointer", none, Ffi.Null).IsNull, Is.True);
    }

    [Test]
    public void An_action_returns_nothing()
    {
        int seen = 0;
        using CData set = Own.Callback("void(int)", (int a) => { seen = a; });
        Lib.Call("call_void", set, 77);
        Assert.That(seen, Is.EqualTo(77));
    }

    [Test]
    public void Upper_bits_of_narrow_arguments_are_ignored()
    {
        using CData check = Own.Callback(
            "int(signed char, unsigned char, short, unsigned short, _Bool, int, float)",
            (int a, int b, int c, int d, bool e, int f, float g) => (a, b, c, d, e, f, g) == (-128, 255, short.MinValue, 0xFFFE, true, int.MinValue + 1, 1.5f) ? 1 : 0);
        Assert.That(Lib.Call<int>("call_narrow", check), Is.EqualTo(1));
    }

    [Test]
    public void Narrow_results_are_extended()
    {
        using CData negative = Own.Callback("signed char(void)", () => -7);
        Assert.That(Lib.Call<int>("call_schar", negative), Is.EqualTo(-7));
        using CData yes = Own.Callback("_Bool(void)", () => true);
        Assert.That(Lib.Call<bool>("call_bool", yes), Is.True);
    }

    [Test]
    public void Twenty_mixed_arguments_come_from_registers_and_stack()
    {
        const string Type = "double(int, double, long, float, short, double, char, double, long, double, int, double, long, double, float, double, double, double, int, long)";
        using CData sum = Own.Callback(Type, new TwentyArguments(Weighted));
        double expected = 0;
        double[] passed = [1, 2.5, 3, 4.5, 5, 6.5, 7, 8.5, 9, 10.5, 11, 12.5, 13, 14.5, 15.5, 16.5, 17.5, 18.5, 19, 20];
        for (int i = 0; i < passed.Length; i++)
        {
            expected += (i + 1) * passed[i];
        }

        Assert.That(Lib.Call<double>("call_many", sum), Is.EqualTo(expected));
    }

    private delegate double TwentyArguments(
        int a, double b, long c, float d, short e, double f, char g, double h, long i, double j,
        int k, double l, long m, double n, float o, double p, double q, double r, int s, long t);

    private static double Weighted(
        int a, double b, long c, float d, short e, double f, char g, double h, long i, double j,
        int k, double l, long m, double n, float o, double p, double q, double r, int s, long t) =>
        a + (2 * b) + (3 * c) + (4 * d) + (5 * e) + (6 * f) + (7 * g) + (8 * h) + (9 * i) + (10 * j)
        + (11 * k) + (12 * l) + (13 * m) + (14 * n) + (15 * o) + (16 * p) + (17 * q) + (18 * r) + (19 * s) + (20 * t);

    [TestCase("long2", "a", "b")]
    [TestCase("float2", "x", "y")]
    [TestCase("char_double", "c", "d")]
    [TestCase("double_char", "d", "c")]
    public void Records_of_two_members_come_and_go_in_registers(string type, string first, string second)
    {
        using CData v = Own.New($"struct {type} *");
        v[first] = 20;
        v[second] = 30;
        using CData swap = Own.Callback($"struct {type}(struct {type})", (CData record) =>
        {
            record[first] = 21;
            record[second] = 32;
            return record;
        });
        var result = Lib.Call<CData>("call_" + type, swap, v[0]);
        Assert.That((result[first].As<int>(), result[second].As<int>()), Is.EqualTo((21, 32)));
        Assert.That(v[first].As<int>(), Is.EqualTo(20), "by value");
    }

    [Test]
    public void Floats_alone_and_by_three_pass()
    {
        using CData one = Own.Callback("struct one_float(struct one_float)", (CData r) => new object[] { r["f"].As<float>() * 2 });
        Assert.That(Lib.Call<CData>("call_one_float", one, new object[] { 1.25f })["f"].As<float>(), Is.EqualTo(2.5f));
        using CData v = Own.New("struct float3 *", new object[] { new[] { 1f, 2f, 3f } });
        using CData three = Own.Callback("struct float3(struct float3)", (CData r) =>
        {
            r["v"].AsSpan<float>().Reverse();
            return r;
        });
        Assert.That(Lib.Call<CData>("call_float3", three, v[0])["v"].AsSpan<float>().ToArray(), Is.EqualTo(new[] { 3f, 2f, 1f }));
    }

    [Test]
    public void Records_pass_through_memory()
    {
        using CData bytes = Own.New("struct bytes17 *");
        bytes["b"][16] = 100;
        using CData add = Own.Callback("struct bytes17(int, struct bytes17)", (int n, CData r) =>
        {
            r["b"][16] = r["b"][16].As<int>() + n;
            return r;
        });
        Assert.That(Lib.Call<CData>("call_bytes17", add, bytes[0])["b"][16].As<int>(), Is.EqualTo(105));

        using CData packed = Own.New("struct packed *", new object[] { 'x', 5, 1.5 });
        using CData same = Own.Callback("struct packed(struct packed)", (CData r) => r);
        Assert.That(Lib.Call<CData>("call_packed", same, packed[0])["d"].As<double>(), Is.EqualTo(1.5));

        using CData large = Own.New("struct large *");
        large["b"].AsSpan<byte>().Fill(3);
        using CData through = Own.Callback("struct large(struct large)", (CData r) => r);
        Assert.That(Lib.Call<CData>("call_large", through, large[0])["b"].AsSpan<byte>().IndexOfAnyExcept((byte)3), Is.EqualTo(-1));

        using CData aligned = Own.New("struct aligned32 *", new[] { 1, 2, 3, 4 });
        using CData last = Own.Callback(
            "struct aligned32(int, long, long, long, long, long, long, struct aligned32)",
            (int a, long b, long c, long d, long e, long f, long g, CData r) =>
            {
                r["d"] = r["d"].As<long>() + g;
                return r;
            });
        Assert.That(Lib.Call<CData>("call_aligned32", last, aligned[0])["d"].As<long>(), Is.EqualTo(11));
    }

    [Test]
    public void Wide_numbers_pass()
    {
        using CData sum = Own.Callback("double(long double, int, long double)", (double a, int b, double c) => a + b + c);
        Assert.That(Lib.Call<double>("call_long_double", sum), Is.EqualTo(3.25));
    }

    [Test]
    public void Integers_of_128_bits_pass()
    {
        PlatformSupport.RequireType("__int128");
        using CData multiply = Own.Callback("__int128(__int128, int)", (Int128 a, int b) => a * b);
        Assert.That(Lib.Call<Int128>("call_int128", multiply, (Int128)1 << 100), Is.EqualTo((Int128)3 << 100));
    }

    [Test]
    public void A_delegate_of_any_type_will_do()
    {
        Plain plain = static (a, b) => (a * 100) + b;
        using CData custom = Own.Callback("int(int, int)", (Delegate)plain);
        Assert.That(Lib.Call<int>("call_int", custom, 3, 4), Is.EqualTo(304));
        using CData group = Own.Callback("int(int, int)", (Delegate)(Func<int, int, int>)Math.Max);
        Assert.That(Lib.Call<int>("call_int", group, 3, 4), Is.EqualTo(4));
    }

    [Test]
    public void A_method_bound_to_its_first_argument_takes_the_rest()
    {
        var bound = (Func<int, int>)Delegate.CreateDelegate(typeof(Func<int, int>), "twelve", ((Func<string, int, int>)AddLength).Method);
        using CData callback = Own.Callback("int(int)", bound);
        Assert.That(callback.Invoke<int>(1), Is.EqualTo(7));
        using CData general = Own.Callback("int(int)", (Delegate)bound);
        Assert.That(general.Invoke<int>(2), Is.EqualTo(8));
    }

    [Test]
    public void Errno_is_seen_and_set_inside()
    {
        using CData swap = Own.Callback("int(void)", () =>
        {
            int before = Ffi.Errno;
            Ffi.Errno = 11;
            _ = File.Exists("/no/such/file");
            return before;
        });
        Assert.That(Lib.Call<int>("call_reading_errno", swap, 4), Is.EqualTo(4011));
        Assert.That(Ffi.Errno, Is.EqualTo(11));
    }

    private static int AddLength(string text, int number) => text.Length + number;
}
