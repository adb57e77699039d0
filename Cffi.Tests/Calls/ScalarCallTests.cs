using Cffi.Tests.Native;
using static Cffi.Tests.Native.TestLibrary;

namespace Cffi.Tests.Calls;

/// <summary>Scalars in registers and on the stack, narrow results, wide ones, variadic callees.</summary>
public sealed class ScalarCallTests
{
    [Test]
    public void Upper_bits_of_narrow_results_are_ignored()
    {
        Assert.That(Lib.Call<int>("narrow_schar"), Is.EqualTo(-128));
        Assert.That(Lib.Call<int>("narrow_uchar"), Is.EqualTo(255));
        Assert.That(Lib.Call<int>("narrow_short"), Is.EqualTo(short.MinValue));
        Assert.That(Lib.Call<int>("narrow_ushort"), Is.EqualTo(0xFFFE));
        Assert.That(Lib.Call<int>("narrow_int"), Is.EqualTo(int.MinValue + 1));
        Assert.That(Lib.Call<long>("narrow_uint"), Is.EqualTo(0x80000001L));
        Assert.That(Lib.Call<float>("narrow_float"), Is.EqualTo(1.5f));
        Assert.That(Lib.Call<int>("narrow_char"), Is.EqualTo(0xE9));
        Assert.That(Lib.Call<CData>("narrow_schar").As<long>(), Is.EqualTo(-128));
    }

    [Test]
    public void Of_a_bool_result_only_the_low_byte_counts()
    {
        Assert.That(Lib.Call<bool>("narrow_true"), Is.True);
        Assert.That(Lib.Call<bool>("narrow_false"), Is.False);
    }

    [Test]
    public void Twenty_mixed_arguments_arrive_in_order()
    {
        double sum = 0;
        double[] values = [1, 2.5, 3, 4.5, 5, 6.5, 7, 8.5, 9, 10.5, 11, 12.5, 13, 14.5, 15, 16.5, 17, 18.5, 19, 20.5];
        var arguments = new CValue[20];
        for (int i = 0; i < 20; i++)
        {
            sum += (i + 1) * values[i];
            arguments[i] = double.IsInteger(values[i]) ? (CValue)(int)values[i] : values[i];
        }

        Assert.That(Lib["mixed20"].Invoke<double>(arguments), Is.EqualTo(sum));
    }

    [Test]
    public void Five_characters_a_float_and_a_record_arrive()
    {
        using CData record = Own.New("struct char_double *", new object[] { 8, 9.5 });
        Assert.That(
            Lib.Call<double>("five_and_eight", 1.5, 2, 3, 4, 5, 6, 7.5, record[0]),
            Is.EqualTo(1.5 + 4 + 9 + 16 + 25 + 36 + 52.5 + 64 + 85.5));
        using CData five = Own.New("struct mixed5 *", new object[] { 1, 2, 3, 4, 5, 6.5 });
        Assert.That(Lib.Call<double>("mixed5_sum", five[0], 7, 8.5, record[0]), Is.EqualTo(1 + 4 + 9 + 16 + 25 + 39 + 49 + 68 + 72 + 95));
    }

    [Test]
    public void Integers_of_128_bits_pass_in_pairs_and_on_the_stack()
    {
        PlatformSupport.RequireType("__int128");
        Assert.That(Lib.Call<Int128>("int128_add", Int128.MaxValue - 5, 5), Is.EqualTo(Int128.MaxValue));
        Assert.That(Lib.Call<Int128>("int128_add", -1, 1), Is.EqualTo(Int128.Zero));
        Assert.That(Lib.Call<UInt128>("uint128_shift", 3, UInt128.One, 127), Is.EqualTo((UInt128.One << 127) + 3));
        Assert.That(Lib.Call<long>("int128_high", 1, (Int128)2 << 64, 3, (Int128)4 << 64, (Int128)5 << 64), Is.EqualTo(15));
    }

    [Test]
    public void Long_doubles_pass_on_the_stack() =>
        Assert.That(Lib.Call<double>("long_double_mix", 1, 2.5, 4.0, 0.5), Is.EqualTo(10.5));

    [Test]
    public void Enums_pass_by_name_and_by_number()
    {
        Assert.That(Lib.Call<int>("flip", "MINUS"), Is.EqualTo(7));
        Assert.That(Lib.Call<int>("flip", 7), Is.EqualTo(-5));
        Assert.That(() => Lib.Call("flip", "NEITHER"), Throws.TypeOf<CffiNameException>());
    }

    [Test]
    public void Function_pointers_are_returned_stored_and_called()
    {
        var add = Lib.Call<CData>("pick", "add");
        Assert.That(add.Invoke<int>(30, 12), Is.EqualTo(42));
        Assert.That(Lib.Call<CData>("pick", "none").IsNull, Is.True);
        using CData name = Own.New("char[]", "multiply");
        var operation = Lib.Call<CData>("make_operation", name);
        Assert.That(operation["run"].Invoke<int>(6, 7), Is.EqualTo(42));
        Assert.That(Lib.Call<int>("apply", operation, 5, 4), Is.EqualTo(20));
        using CData table = Own.New("binary[]", new object[] { add, operation["run"] });
        Assert.That(table[1].Invoke<int>(3, 3), Is.EqualTo(9));
        using CData body = Own.Callback("int(int, int)", (int a, int b) => a - b);
        operation["run"] = body;
        Assert.That(Lib.Call<int>("apply", operation, 5, 4), Is.EqualTo(1));
        Assert.That(() => add.Invoke(1), Throws.TypeOf<CffiArgumentCountException>());
    }

    [Test]
    public void A_variadic_callee_at_an_address_with_a_zero_byte_gets_its_doubles_from_the_first_call_on()
    {
        Assert.That(Lib.GetAddress("sum_256") % 256, Is.EqualTo((nint)0));
        Assert.That(Lib.Call<double>("sum_256", 2, 1.5, 2.25), Is.EqualTo(3.75));
        int wrong = 0;
        for (int i = 0; i < 5000; i++)
        {
            wrong += Lib["sum_256"].Invoke<double>(3, 0.5, (double)i, 1f) == i + 1.5 ? 0 : 1;
        }

        Assert.That(wrong, Is.Zero);
        Assert.That(Lib["sum_256"].Invoke<double>(12, 1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0, 9.0, 10.0, 11.0, 12.0), Is.EqualTo(78));
        Assert.That(Lib.Call<double>("sum_256", 0), Is.Zero);
    }

    [Test]
    public void Every_fresh_function_makes_its_first_variadic_call_right()
    {
        for (int i = 0; i < 100; i++)
        {
            using CLibrary fresh = Own.Dlopen(FilePath);
            Assert.That(fresh.Call<double>("sum_256", 2, (double)i, 0.5), Is.EqualTo(i + 0.5));
        }
    }

    [Test]
    public void Records_and_wide_numbers_pass_variadically()
    {
        using CData pair = Own.New("struct long2 *", new[] { 10, 20 });
        using CData bytes = Own.New("struct bytes17 *");
        bytes["b"][16] = 9;
        Assert.That(
            Lib.Call<long>("sum_kinds", "ildspmD", 1, 2L, 3.0, "four", pair[0], bytes[0], Own.Cast("long double", 7)),
            Is.EqualTo(1 + 4 + 9 + 16 + 150 + 54 + 49));
    }

    [Test]
    public void A_void_function_has_no_result()
    {
        Assert.That(Lib.Call("nothing").Kind, Is.EqualTo(CValueKind.None));
        Assert.That(() => Lib.Call<int>("nothing"), Throws.TypeOf<CffiTypeException>());
    }

    [Test]
    public void Errno_goes_in_and_comes_out()
    {
        Ffi.Errno = 21;
        Assert.That(Lib.Call<int>("get_errno"), Is.EqualTo(21));
        Lib.Call("set_errno", 22);
        Assert.That(Ffi.Errno, Is.EqualTo(22));
    }

    [Test]
    public unsafe void Raw_calls_take_and_return_c_objects_in_memory()
    {
        using CData pair = Own.New("struct long2 *", new[] { 1, 2 });
        using CData result = Own.New("struct long2 *");
        Lib["long2_next"].InvokeRaw([pair.Address], result.Address);
        Assert.That(result["b"].As<long>(), Is.EqualTo(4));
        using CData large = Own.New("struct large *");
        Lib["large_next"].InvokeRaw([large.Address], large.Address);
        Assert.That(large["b"][4].As<int>(), Is.EqualTo(5));
        Assert.That(() => Lib["sum_256"].InvokeRaw([pair.Address], 0), Throws.TypeOf<CffiTypeException>());
        Assert.That(() => Lib["long2_next"].InvokeRaw([], 0), Throws.TypeOf<CffiArgumentCountException>());
    }

    [Test]
    public void A_temporary_of_impossible_size_is_refused()
    {
        var ffi = new Ffi();
        ffi.Cdef("struct huge { char bytes[0x1fffffffffffffff]; }; int abs(const struct huge *);");
        using CLibrary c = ffi.Dlopen("c");
        Assert.That(() => c.Call("abs", new[] { new object[1] }), Throws.TypeOf<OutOfMemoryException>());
        Assert.That(() => c.Call("abs", new[] { new object[1], new object[1], new object[1], new object[1], new object[1] }), Throws.TypeOf<CffiIndexException>());
    }
}
