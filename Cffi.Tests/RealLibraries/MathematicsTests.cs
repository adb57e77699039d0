using System.Numerics;
using static Cffi.Tests.RealLibraries.StandardLibrary;

namespace Cffi.Tests.RealLibraries;

public sealed class MathematicsTests
{
    [Test]
    public void Hypot_takes_two_doubles() => Assert.That(M.Call<double>("hypot", 3, 4.0), Is.EqualTo(5));

    [Test]
    public void Sqrtf_takes_and_returns_a_float() => Assert.That(M.Call<float>("sqrtf", 2), Is.EqualTo(MathF.Sqrt(2)));

    [Test]
    public void Frexp_writes_through_its_out_pointer()
    {
        using CData exponent = Standard.New("int *");
        Assert.That(M.Call<double>("frexp", 24.0, exponent), Is.EqualTo(0.75));
        Assert.That(exponent[0].As<int>(), Is.EqualTo(5));
        int[] inPlace = [0];
        M.Call("frexp", 0.1, inPlace);
        Assert.That(inPlace[0], Is.EqualTo(-3));
    }

    [Test]
    public void Nextafter_gives_the_neighbouring_double()
    {
        Assert.That(M.Call<double>("nextafter", 1.0, 2.0), Is.EqualTo(Math.BitIncrement(1.0)));
        Assert.That(M.Call<double>("nextafter", 0.0, -1.0), Is.EqualTo(-double.Epsilon));
    }

    [Test]
    public void Lgamma_r_gives_value_and_sign()
    {
        using CData sign = Standard.New("int *");
        Assert.That(M.Call<double>("lgamma_r", -0.5, sign), Is.EqualTo(1.2655121234846454).Within(1e-15));
        Assert.That(sign[0].As<int>(), Is.EqualTo(-1));
    }

    [TestCase(double.NaN)]
    [TestCase(double.PositiveInfinity)]
    [TestCase(-0.0)]
    [TestCase(double.Epsilon)]
    [TestCase(double.MaxValue)]
    public void Special_doubles_pass_unchanged(double value)
    {
        double result = M.Call<double>("nextafter", value, value);
        Assert.That(BitConverter.DoubleToInt64Bits(result), Is.EqualTo(BitConverter.DoubleToInt64Bits(value)));
    }

    [Test]
    public void Complex_numbers_pass_in_two_registers_and_in_one()
    {
        Assert.That(M.Call<Complex>("csqrt", new Complex(-4, 0)), Is.EqualTo(new Complex(0, 2)));
        Assert.That(M.Call<double>("cabs", new Complex(3, 4)), Is.EqualTo(5));
        Assert.That(M.Call<float>("cabsf", new Complex(-3, 4)), Is.EqualTo(5));
        Assert.That(M.Call<Complex>("conjf", new Complex(1.5, -2.5)), Is.EqualTo(new Complex(1.5, 2.5)));
        Assert.That(M.Call<Complex>("csqrt", 9), Is.EqualTo(new Complex(3, 0)), "a real number is complex too");
    }

    [Test]
    public void Long_double_results_come_from_the_x87_stack()
    {
        Assert.That(M.Call<double>("sqrtl", 2.25), Is.EqualTo(1.5));
        Assert.That(M.Call<double>("fabsl", -1e300), Is.EqualTo(1e300));
        Assert.That(M.Call<Complex>("csqrtl", new Complex(-9, 0)), Is.EqualTo(new Complex(0, 3)));
    }

    [Test]
    public void A_long_double_keeps_its_bits_from_one_call_to_the_next()
    {
        var root = M.Call<CData>("sqrtl", 2.0);
        var same = M.Call<CData>("fabsl", root);
        Assert.That(same, Is.EqualTo(root));
        Assert.That(root.GetHashCode(), Is.EqualTo(same.GetHashCode()));
        Assert.That(root.As<double>(), Is.EqualTo(Math.Sqrt(2)));
    }

    [Test]
    public void The_x87_stack_is_left_empty_by_many_calls()
    {
        CFunction sqrt = M["sqrtl"];
        for (int i = 0; i < 100; i++)
        {
            Assert.That(sqrt.Invoke<double>((double)i * i), Is.EqualTo(i));
        }
    }
}
