using System.Numerics;
using Cffi.Tests.Native;
using static Cffi.Tests.Values.ScalarTypesLibrary;

namespace Cffi.Tests.Values;

/// <summary>Scalars of every kind: as a condition, in casts, and written back.</summary>
public sealed class ScalarValueTests
{
    private static readonly string[] Floating = [.. new[] { "float", "double", "long double", "_Float16", "__float128" }.Where(PlatformSupport.HasType)];

    private static IEnumerable<string> Complexes => Floating.Where(static type => type != "__float128").Select(static type => type + " _Complex");

    [Test]
    public void The_widest_scalar_is_cast_allocated_and_copied()
    {
        foreach (string type in Complexes)
        {
            CData number = Own.Cast(type, 1.0);
            Assert.That(number.As<Complex>(), Is.EqualTo(Complex.One));
            using CData array = Own.New(type + "[2]", new CValue[] { number, 2.5 } is var _ ? new object[] { number, 2.5 } : []);
            CData kept = array[0];
            array[0] = new Complex(0.5, -4);
            Assert.That((kept.As<Complex>(), array[0].As<Complex>(), array[1].As<Complex>()), Is.EqualTo((Complex.One, new Complex(0.5, -4), new Complex(2.5, 0))), type);
        }

        Assert.That(Own.Cast("_BitInt(4000)", BigInteger.One << 3000).As<BigInteger>(), Is.EqualTo(BigInteger.One << 3000));
        Assert.That(Own.Cast("long double _Complex", 2).ToString(), Is.EqualTo("<2; 0>"));
        Assert.That(() => Own.Cast("float __attribute__((vector_size(64)))", 1), Throws.TypeOf<CffiTypeException>());
    }

    [Test]
    public void A_zero_of_any_type_is_false_and_anything_else_is_true()
    {
        foreach (string type in Floating.Concat(Complexes).Concat(["int", "__int128", "_BitInt(5)", "_BitInt(300)", "wchar_t", "enum small", "_Bool", "char *"]).Where(PlatformSupport.HasType))
        {
            Assert.That((Own.Cast(type, 0).As<bool>(), Own.Cast("_Bool", Own.Cast(type, 0)).As<bool>()), Is.EqualTo((false, false)), type);
            Assert.That((Own.Cast(type, 1).As<bool>(), Own.Cast("_Bool", Own.Cast(type, 1)).As<bool>()), Is.EqualTo((true, true)), type);
        }

        foreach (string type in Floating.Concat(Complexes))
        {
            Assert.That((Own.Cast(type, -0.0).As<bool>(), Own.Cast(type, double.NaN).As<bool>(), Own.Cast(type, 0.25).As<bool>()), Is.EqualTo((false, true, true)), type);
        }

        Assert.That(Own.Cast("_Bool", Complex.ImaginaryOne).As<bool>(), Is.True);
        Assert.That(((CValue)new Complex(0, 0)).As<bool>(), Is.False);
        Assert.That(Own.Cast("_Bool", Own.Cast("long double", Own.Cast(Floating[^1], 1) + 0)).As<bool>(), Is.True);
        var ffi = new Ffi();
        ffi.Cdef("long double scalbnl(long double x, int e);");
        using CLibrary m = ffi.Dlopen("m");
        int least = PlatformSupport.HasOwnFormat("long double") ? -16000 : -1000;
        Assert.That((m.Call<bool>("scalbnl", 0.0, 1), m.Call<bool>("scalbnl", 1.0, least)), Is.EqualTo((false, true)));
    }

    [Test]
    public void An_enumerator_of_one_letter_is_an_enumerator()
    {
        Assert.That(Own.Cast("enum small", "B").As<int>(), Is.EqualTo(1));
        Assert.That(Own.Cast("enum small", "C").As<int>(), Is.EqualTo(300));
        Assert.That(() => Own.Cast("enum small", "X"), Throws.TypeOf<CffiNameException>());
        Assert.That(Own.Cast("int", "B").As<int>(), Is.EqualTo('B'));
        int first = Target.Current.IsCharSigned ? -3 : 3;
        var ffi = new Ffi();
        ffi.Cdef($"enum letter : char {{ A = {first}, B = 4 }}; struct s {{ enum letter letter; enum letter bits : 4; }};");
        using CData s = ffi.New("struct s *");
        s["letter"] = "A";
        s["bits"] = "B";
        Assert.That((ffi.Cast("enum letter", "B").As<int>(), s["letter"].As<int>(), s["bits"].As<int>(), s["letter"].ToString()), Is.EqualTo((4, first, 4, "A")));
    }

    [Test]
    public void A_wide_character_has_the_sign_that_C_gives_it()
    {
        long extreme = Target.Current.IsWCharSigned ? -1 : (1L << (8 * Target.Current.WCharSize)) - 1;
        Lib.GetVariable("v_wide").Assign(extreme);
        Assert.That((Lib.GetVariable("v_wide").As<long>(), Lib.GetVariable("v_wide") == extreme), Is.EqualTo((extreme, true)));
        Lib.GetVariable("v_wide").Assign(Lib.GetVariable("v_wide"));
        Lib.GetVariable("v_wide32").Assign(uint.MaxValue);
        Assert.That(Lib.GetVariable("v_wide32").As<uint>(), Is.EqualTo(uint.MaxValue));
        Lib.GetVariable("v_wide").Assign('\u20ac');
        Assert.That(Own.String(Lib.GetVariable("v_wide")), Is.EqualTo("\u20ac"));
    }

    [Test]
    public void A_negative_char_is_a_signed_byte_too()
    {
        PlatformSupport.RequireSignedChar();
        CData character = Lib.GetVariable("v_character");
        character.Assign(-128);
        Assert.That((character.As<sbyte>(), character.As<byte>(), character.As<int>()), Is.EqualTo((sbyte.MinValue, (byte)128, 128)));
        Assert.That(() => ((CValue)200).As<sbyte>(), Throws.TypeOf<CffiRangeException>());
        using CData callback = Own.Callback("char(char)", (sbyte c) => (sbyte)(c + 1));
        Assert.That(callback.Invoke<sbyte>(-128), Is.EqualTo(-127));
    }

    [Test]
    public void A_slice_is_assigned_as_many_elements_as_it_has()
    {
        using CData a = Own.New("int[5]");
        a[1..3] = new[] { 9, 8 };
        Assert.That(() => a[1..3] = new[] { 7 }, Throws.TypeOf<CffiIndexException>().With.Property("Id").EqualTo("CFFI7028"));
        Assert.That(() => a[1..3] = new[] { 7, 7, 7 }, Throws.TypeOf<CffiIndexException>());
        Assert.That(() => a[1..3] = a[2..5], Throws.TypeOf<CffiIndexException>());
        dynamic d = a;
        Assert.That(() => d[1..3] = new[] { 7 }, Throws.TypeOf<CffiIndexException>());
        Assert.That(a.AsSpan<int>().ToArray(), Is.EqualTo(new[] { 0, 9, 8, 0, 0 }), "a refused assignment changes nothing");
        a[3..5] = a[1..3];
        Assert.That(a.AsSpan<int>().ToArray(), Is.EqualTo(new[] { 0, 9, 8, 9, 8 }));
        using CData text = Own.New("char[6]", "xxxxx");
        text[0..3] = "abc";
        Assert.That(text.As<string>(), Is.EqualTo("abcxx"));
        text[1..4] = "BC";
        Assert.That((text.As<string>(), text[4].As<byte>()), Is.EqualTo(("aBC", (byte)'x')));
        Assert.That(() => text[0..4] = "ab", Throws.TypeOf<CffiIndexException>());
        using CData all = Own.New("struct all[2]");
        Assert.That(() => all[0..2] = new object[] { new object[] { true } }, Throws.TypeOf<CffiIndexException>());
    }

    [Test]
    public void A_finite_number_never_becomes_an_infinity_silently()
    {
        using CData record = Own.New("struct all *");
        Assert.That(() => record["f32"] = 1e39, Throws.TypeOf<CffiRangeException>().With.Property("Id").EqualTo("CFFI7010"));
        if (PlatformSupport.HasType("_Float16"))
        {
            Assert.That(() => record["f16"] = 65520, Throws.TypeOf<CffiRangeException>());
            record["f16"] = 65519;
            Assert.That(record["f16"].As<float>(), Is.EqualTo(65504f));
        }

        Assert.That(() => record["c32"] = new Complex(0, 1e39), Throws.TypeOf<CffiRangeException>());
        Assert.That(() => ((CValue)1e39).As<float>(), Throws.TypeOf<CffiRangeException>());
        Assert.That(() => ((CValue)65520).As<Half>(), Throws.TypeOf<CffiRangeException>());
        Assert.That(() => ((CValue)(BigInteger.One << 1024)).As<double>(), Throws.TypeOf<CffiRangeException>());
        record["f32"] = double.PositiveInfinity;
        Assert.That((record["f32"].As<float>(), Own.Cast("float", 1e39).As<float>()), Is.EqualTo((float.PositiveInfinity, float.PositiveInfinity)));
    }

    [Test]
    public void A_wide_number_becomes_an_integer_exactly()
    {
        long odd = (1L << 53) + 1;
        foreach (string type in new[] { "long double", "__float128" }.Where(PlatformSupport.HasOwnFormat))
        {
            Assert.That(Own.Cast(type, odd).As<long>(), Is.EqualTo(odd));
            Assert.That(Own.Cast(type, ulong.MaxValue).As<ulong>(), Is.EqualTo(ulong.MaxValue));
            Assert.That(Own.Cast("long long", Own.Cast(type, long.MaxValue)).As<long>(), Is.EqualTo(long.MaxValue));
        }

        Assert.That(() => Own.Cast("long double", 0.5).As<int>(), Throws.TypeOf<CffiTypeException>());
        Assert.That(Own.Cast("int", Own.Cast("long double", -3.75)).As<int>(), Is.EqualTo(-3));
        Assert.That(Own.Cast("double", new Complex(1.5, 2)).As<double>(), Is.EqualTo(1.5));
    }
}
