using System.Numerics;
using Cffi.Tests.Native;
using static Cffi.Tests.Values.ScalarTypesLibrary;

namespace Cffi.Tests.Values;

/// <summary>Numbers in C data are compared, added and subtracted directly.</summary>
public sealed class NumberArithmeticTests
{
    [Test]
    public void A_member_is_compared_and_changed_in_place()
    {
        using CData d = Own.New("struct all *");
        d["s32"] = 5;
        Assert.That((d["s32"] > 3, d["s32"] < 3, d["s32"] >= 5, 6 > d["s32"], d["s32"] == 5.0), Is.EqualTo((true, false, true, true, true)));
        d["s32"] += 2;
        d["s32"] -= 3;
        d["s64"] -= 1;
        d["u64"] += ulong.MaxValue;
        d["f64"] += 0.5;
        d["f64"] -= 0.25;
        d["f64"] += 2;
        d["f32"] += 0.5f;
        d["f80"] += long.MaxValue;
        d["f80"] += 0.5;
        d["c64"] += 1;
        Assert.That((d["s32"].As<int>(), d["s64"].As<long>(), d["u64"].As<ulong>()), Is.EqualTo((4, -1L, ulong.MaxValue)));
        Assert.That((d["f64"].As<double>(), d["f32"].As<float>(), d["c64"].As<Complex>()), Is.EqualTo((2.25, 0.5f, Complex.One)));
        Assert.That(d["f80"] == Own.Cast("long double", 9223372036854775807.5m is var _ ? long.MaxValue : 0) + 0.5, Is.True);
        if (PlatformSupport.HasType("__int128"))
        {
            d["u128"] += UInt128.MaxValue;
            Assert.That(d["u128"].As<UInt128>(), Is.EqualTo(UInt128.MaxValue));
        }

        d["u8"] = 255;
        Assert.That(() => d["u8"] += 1, Throws.TypeOf<CffiRangeException>(), "a sum may exceed the range of its type; an assignment may not");
        Assert.That(d["u8"] - d["s32"], Is.EqualTo(251L));
        Assert.That(() => d["f64"] - d["f32"], Throws.TypeOf<CffiTypeException>().With.Message.Contains("As<double>"));
    }

    [Test]
    public void Pointers_move_by_elements()
    {
        using CData a = Own.New("int[]", new[] { 1, 2, 3, 4 });
        Assert.That(((a + 1)[0].As<int>(), (1 + (CData)(a + 0))[0].As<int>(), (a + 3u)[0].As<int>(), (a + 2UL - 1UL)[0].As<int>()), Is.EqualTo((2, 2, 4, 2)));
        Assert.That((a + (CData)2) - a, Is.EqualTo(2L));
        Assert.That(() => a + 0.5, Throws.TypeOf<CffiTypeException>());
        Assert.That(() => a + a, Throws.TypeOf<CffiTypeException>());
        Assert.That(() => Own.Cast("int", 1) - a, Throws.TypeOf<CffiTypeException>());
        Assert.That(() => a - long.MinValue, Throws.TypeOf<CffiIndexException>());
    }

    [Test]
    public void What_is_no_number_is_named_on_either_side()
    {
        using CData all = Own.New("struct all *");
        CData record = all[0], number = all["s32"];
        foreach (Func<object> operation in (Func<object>[])[() => record + number, () => number + record, () => record - number, () => number - record])
        {
            Assert.That(operation, Throws.TypeOf<CffiTypeException>().With.Message.Contains("'struct all'"));
        }
    }

    [TestCase("long double")]
    [TestCase("__float128")]
    public void Infinities_of_wide_types_are_added_and_subtracted(string type)
    {
        PlatformSupport.RequireType(type);
        CData infinity = Own.Cast(type, double.PositiveInfinity), less = Own.Cast(type, double.NegativeInfinity), one = Own.Cast(type, 1);
        Assert.That(((infinity + infinity).As<double>(), (infinity - double.NegativeInfinity).As<double>(), (less + less).As<double>()), Is.EqualTo((double.PositiveInfinity, double.PositiveInfinity, double.NegativeInfinity)));
        Assert.That(((infinity + one).As<double>(), (one + infinity).As<double>(), (one - double.PositiveInfinity).As<double>()), Is.EqualTo((double.PositiveInfinity, double.PositiveInfinity, double.NegativeInfinity)));
        Assert.That((double.IsNaN((infinity + less).As<double>()), double.IsNaN((infinity - double.PositiveInfinity).As<double>()), double.IsNaN((one + Own.Cast(type, double.NaN)).As<double>())), Is.EqualTo((true, true, true)));
        Assert.That((infinity + one).Type, Is.EqualTo(PlatformSupport.HasOwnFormat(type) ? one.Type : Own.TypeOf("double")));
    }

    [Test]
    public void Dynamic_code_compares_and_adds()
    {
        Lib.GetVariable("v_s32").Assign(5);
        Lib.GetVariable("v_f64").Assign(1.5);
        dynamic variable = Lib.GetVariable("v_s32"), real = Lib.GetVariable("v_f64");
        Assert.That(((bool)(variable > 3), (bool)(variable <= 3), (bool)(variable == 5), (bool)(3 < variable)), Is.EqualTo((true, false, true, true)));
        Assert.That(((long)(variable + 2), (long)(variable - 2), (double)(real + 0.25), (double)(real - 1)), Is.EqualTo((7L, 3L, 1.75, 0.5)));
        using CData record = Own.New("struct all *");
        dynamic d = record;
        d.s32 = 5;
        d["s32"] += 2;
        d.s32 += 1;
        d.f32 += 0.5;
        Assert.That(((bool)(d["s32"] > 3), record["s32"].As<int>(), record["f32"].As<float>()), Is.EqualTo((true, 8, 0.5f)));
        dynamic lib = Lib;
        lib.v_s32 += 2;
        Assert.That((Lib.GetVariable("v_s32").As<int>(), (bool)(lib.v_s32 > 6)), Is.EqualTo((7, true)));
    }
}
