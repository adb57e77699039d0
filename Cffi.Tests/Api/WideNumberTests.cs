using System.Numerics;

namespace Cffi.Tests.Api;

/// <summary>Numbers that call plans cannot pass still work as arguments, results, members, elements and variables.</summary>
[TestFixture("any")]
[TestFixture("clang")]
public sealed class WideNumberTests(string compiler) : ApiTests(compiler)
{
    [Test]
    public void Quadruple_numbers_are_exact()
    {
        using CLibrary lib = Compile(
            "struct n { char c; __float128 q; }; extern __float128 g; extern struct n v[2]; __float128 mul(__float128 a, int b); struct n pass(struct n v); long double narrow(__float128 x); int is(__float128 a, __float128 b);",
            """
            struct n { char c; __float128 q; }; static __float128 g = 1; static struct n v[2];
            static __float128 mul(__float128 a, int b) { return a * b; } static struct n pass(struct n v) { v.q += v.c; return v; }
            static long double narrow(__float128 x) { return x; } static int is(__float128 a, __float128 b) { return a == b; }
            """,
            out Ffi ffi);
        BigInteger large = (BigInteger.One << 112) - 1;
        Assert.That(lib.Call("mul", large, 2).As<BigInteger>(), Is.EqualTo(large * 2));
        Assert.That(lib.Call<double>("mul", 0.75, -3), Is.EqualTo(-2.25));
        Assert.That(lib.Call("narrow", long.MaxValue) == long.MaxValue, Is.True);
        Assert.That(lib.Call<bool>("is", large, ffi.Cast("__float128", large)), Is.True);
        CData variable = lib.GetVariable("g");
        CValue saved = variable;
        variable.Assign(large);
        Assert.That((variable == large, saved == 1, lib.Call<bool>("is", variable, large)), Is.EqualTo((true, true, true)));
        variable.Assign(saved);
        Assert.That(variable == 1, Is.True);
        CData records = lib.GetVariable("v");
        records[1]["q"] = large - 5;
        records[1]["c"] = 5;
        using CData passed = lib.Call<CData>("pass", records[1]);
        Assert.That(passed["q"].As<BigInteger>(), Is.EqualTo(large));
        using CData array = ffi.New("__float128[]", new object[] { 1, 0.5, large });
        Assert.That((array[0] < array[2], array[1].As<double>(), array[2].As<Int128>()), Is.EqualTo((true, 0.5, (Int128)large)));
        Assert.That(() => lib.Call("mul", "1", 2), Throws.TypeOf<CffiTypeException>());
        Assert.That(() => ffi.Callback("__float128(__float128)", (CValue x) => x), Throws.TypeOf<CffiUnsupportedException>().With.Message.Contains("_Float128"));
    }

    [Test]
    public void Half_numbers_have_a_range()
    {
        if (!IsGcc)
        {
            Assert.Ignore("clang has arithmetic of _Float16 on this machine from 15 on");
        }

        using CLibrary lib = Compile(
            "struct n { char c; _Float16 h[3]; }; extern _Float16 g; _Float16 inc(_Float16 x); double sum(struct n v); _Float16 _Complex turn(_Float16 _Complex z);",
            """
            struct n { char c; _Float16 h[3]; }; static _Float16 g = 1.5;
            static _Float16 inc(_Float16 x) { return x + (_Float16)0.5; } static double sum(struct n v) { return (double)v.h[0] + v.h[1] + v.h[2]; }
            static _Float16 _Complex turn(_Float16 _Complex z) { _Float16 _Complex turned; __real__ turned = -__imag__ z; __imag__ turned = __real__ z; return turned; }
            """,
            out Ffi ffi);
        Assert.That((lib.Call<Half>("inc", (Half)1.25), lib.Call<double>("inc", -2), lib.Call("inc", 0.25f) == 0.75), Is.EqualTo(((Half)1.75, -1.5, true)));
        Assert.That(lib.Call<Complex>("turn", new Complex(0.5, -4)), Is.EqualTo(new Complex(4, 0.5)));
        lib.GetVariable("g").Assign(65504);
        Assert.That(lib.GetVariable("g").As<Half>(), Is.EqualTo(Half.MaxValue));
        Assert.That(() => lib.Call("inc", 65520), Throws.TypeOf<CffiRangeException>().With.Message.StartsWith("CFFI7010: argument 1 of '_Float16 inc(_Float16)': the integer 65520 does not fit"));
        using CData v = ffi.New("struct n *");
        v["h"] = new[] { (Half)0.5, (Half)2, (Half)4 };
        Assert.That((lib.Call<double>("sum", v[0]), v["h"].AsSpan<Half>()[1], v["h"][2].As<float>()), Is.EqualTo((6.5, (Half)2, 4f)));
        Assert.That(ffi.New("_Float16[]", new[] { 0.1 })[0] == (Half)0.1, Is.True, "rounded once");
    }

    [Test]
    public void Bit_precise_integers_have_the_range_of_their_width()
    {
        if (IsGcc)
        {
            Assert.Ignore("gcc has _BitInt from 14 on");
        }

        using CLibrary lib = Compile(
            "typedef _BitInt(37) b37; typedef unsigned _BitInt(100) u100; struct n { char c; b37 b; u100 u; }; extern u100 g; b37 neg(b37 x); u100 twice(u100 x); long add(struct n v);",
            """
            typedef _BitInt(37) b37; typedef unsigned _BitInt(100) u100; struct n { char c; b37 b; u100 u; }; static u100 g = 7;
            static b37 neg(b37 x) { return -x; } static u100 twice(u100 x) { return x + x; } static long add(struct n v) { return (long)v.b + (long)v.u; }
            """,
            out Ffi ffi);
        BigInteger most = (BigInteger.One << 100) - 1;
        Assert.That((lib.Call<long>("neg", -(1L << 36) + 1), lib.Call("neg", 5) == -5, lib.Call<BigInteger>("twice", most / 2)), Is.EqualTo(((1L << 36) - 1, true, most - 1)));
        Assert.That(lib.Call("twice", most).As<UInt128>(), Is.EqualTo((UInt128)(most - 1)), "C computes modulo 2 to the power of the width");
        Assert.That(() => lib.Call("neg", 1L << 36), Throws.TypeOf<CffiRangeException>().With.Message.Contains("-68719476736 to 68719476735"));
        lib.GetVariable("g").Assign(most);
        Assert.That((lib.GetVariable("g") == most, lib.GetVariable("g").As<UInt128>() == (UInt128)most), Is.EqualTo((true, true)));
        Assert.That(() => lib.GetVariable("g").Assign(-1), Throws.TypeOf<CffiRangeException>());
        using CData v = ffi.New("struct n *", new object[] { 'x', -40, 30 });
        Assert.That((lib.Call<int>("add", v[0]), v["b"].As<int>(), v["u"].As<int>()), Is.EqualTo((-10, -40, 30)));
        using CData array = ffi.New("b37[]", new[] { 1L, -1L << 36 });
        Assert.That((array[1].As<long>(), array[1] < array[0], ffi.Cast("b37", 1L << 36).As<long>()), Is.EqualTo((-1L << 36, true, -1L << 36)));
        Assert.That(() => ffi.Callback("b37(b37)", (long x) => x), Throws.TypeOf<CffiUnsupportedException>().With.Message.Contains("_BitInt(37)"));
    }
}
