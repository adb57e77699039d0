using System.Globalization;
using System.Numerics;
using Cffi.Backend.Native.Conversion;
using Cffi.Tests.Native;
using static Cffi.Tests.Memory.MemoryFixture;

namespace Cffi.Tests.Conversion;

/// <summary>Every .NET number type reads its whole range from every numeric value, and refuses values outside it.</summary>
public sealed class NumberReadingTests
{
    private enum SmallSigned : sbyte;

    private enum Small : byte;

    private enum ShortSigned : short;

    private enum Short : ushort;

    private enum Plain;

    private enum Unsigned : uint;

    private enum Long : long;

    private enum LongUnsigned : ulong;

    [Test]
    public void Integers_have_their_range_and_no_more()
    {
        Range<sbyte>();
        Range<byte>();
        Range<short>();
        Range<ushort>();
        Range<char>();
        Range<int>();
        Range<uint>();
        Range<long>();
        Range<ulong>();
        Range<nint>();
        Range<nuint>();
        Range<Int128>();
        Range<UInt128>();
    }

    [Test]
    public void Enums_have_the_range_of_their_underlying_type()
    {
        Enum<SmallSigned, sbyte>();
        Enum<Small, byte>();
        Enum<ShortSigned, short>();
        Enum<Short, ushort>();
        Enum<Plain, int>();
        Enum<Unsigned, uint>();
        Enum<Long, long>();
        Enum<LongUnsigned, ulong>();
    }

    [Test]
    public void Floating_numbers_are_the_nearest_and_no_infinity()
    {
        foreach (long number in new[] { 0, 1, -1, 16777217, -16777219, (1L << 53) + 1, long.MinValue, long.MaxValue, int.MaxValue, int.MinValue })
        {
            foreach (CValue value in Forms(number))
            {
                Assert.That((value.As<double>(), value.As<float>()), Is.EqualTo(((double)number, (float)number)), $"{number} as {value.Kind}");
                Assert.That(value.As<Complex>(), Is.EqualTo(new Complex(number, 0)));
            }
        }

        Assert.That((((CValue)65519).As<Half>(), ((CValue)2049).As<Half>(), ((CValue)2051L).As<Half>()), Is.EqualTo(((Half)65504, (Half)2048, (Half)2052)));
        Assert.That(() => ((CValue)65520).As<Half>(), Throws.TypeOf<CffiRangeException>());
        Assert.That(((CValue)0.1).As<float>(), Is.EqualTo(0.1f));
        Assert.That(((CValue)0.1f).As<double>(), Is.EqualTo((double)0.1f));
        Assert.That(() => ((CValue)"1").As<double>(), Throws.TypeOf<CffiTypeException>());
        Assert.That(() => ((CValue)Complex.One).As<double>(), Throws.TypeOf<CffiTypeException>());
        Assert.That(() => Shapes.Cast("long double _Complex", 1).As<float>(), Throws.TypeOf<CffiTypeException>());
    }

    [Test]
    public void A_type_known_at_run_time_only_is_as_any_other()
    {
        CData number = Shapes.Cast("int", 65);
        foreach (object wanted in new object[]
        {
            true, 'A', (sbyte)65, (byte)65, (short)65, (ushort)65, 65, 65u, 65L, 65UL, (nint)65, (nuint)65, 65f, 65.0, (Half)65,
            (Int128)65, (UInt128)65, new BigInteger(65), new Complex(65, 0), (Plain)65, (LongUnsigned)65,
        })
        {
            Assert.That(RuntimeConversion.Convert(number, wanted.GetType()), Is.TypeOf(wanted.GetType()).And.EqualTo(wanted));
        }
    }

    private static void Range<T>()
        where T : IBinaryInteger<T>, IMinMaxValue<T>
    {
        var minimum = BigInteger.CreateChecked(T.MinValue);
        var maximum = BigInteger.CreateChecked(T.MaxValue);
        foreach (BigInteger number in new[] { minimum, maximum, 0, 1, 127, 128, 255, 256, -1, -128 })
        {
            foreach (CValue value in Forms(number))
            {
                if (number >= minimum && number <= maximum)
                {
                    Assert.That(value.As<T>(), Is.EqualTo(T.CreateChecked(number)), $"{number} of {value.Kind} as {typeof(T).Name}");
                }
                else
                {
                    Refused(value, number, () => value.As<T>());
                }
            }
        }

        foreach (BigInteger beyond in new[] { minimum - 1, maximum + 1, -(BigInteger.One << 130), BigInteger.One << 130 })
        {
            foreach (CValue value in Forms(beyond))
            {
                Refused(value, beyond, () => value.As<T>());
            }
        }
    }

    private static void Enum<T, TNumber>()
        where T : struct, System.Enum
        where TNumber : IBinaryInteger<TNumber>, IMinMaxValue<TNumber>
    {
        foreach (TNumber end in new[] { TNumber.MinValue, TNumber.MaxValue, TNumber.One })
        {
            foreach (CValue value in Forms(BigInteger.CreateChecked(end)))
            {
                Assert.That(Convert.ChangeType(value.As<T>(), typeof(TNumber), CultureInfo.InvariantCulture), Is.EqualTo(end));
            }
        }

        foreach (BigInteger beyond in new[] { BigInteger.CreateChecked(TNumber.MinValue) - 1, BigInteger.CreateChecked(TNumber.MaxValue) + 1 })
        {
            foreach (CValue value in Forms(beyond))
            {
                Refused(value, beyond, () => value.As<T>());
            }
        }
    }

    private static void Refused(CValue value, BigInteger number, Action read) =>
        Assert.That(read, Throws.TypeOf<CffiRangeException>().With.Property("Id").EqualTo("CFFI7010").And.Message.Contains($"{number} does not fit"), value.Kind.ToString());

    // Every kind of value that can hold the number, in .NET and in C.
    private static IEnumerable<CValue> Forms(BigInteger number)
    {
        if (number >= int.MinValue && number <= int.MaxValue)
        {
            yield return (int)number;
            yield return Shapes.Cast("int", (int)number);
        }

        if (number >= 0 && number <= uint.MaxValue)
        {
            yield return (uint)number;
        }

        if (number >= long.MinValue && number <= long.MaxValue)
        {
            yield return (long)number;
            yield return (nint)(long)number;
            yield return Shapes.Cast("long long", (long)number);
        }

        if (number >= 0 && number <= ulong.MaxValue)
        {
            yield return (ulong)number;
            yield return (nuint)(ulong)number;
            yield return Shapes.Cast("unsigned long long", (ulong)number);
        }

        if (number >= (BigInteger)Int128.MinValue && number <= (BigInteger)Int128.MaxValue)
        {
            yield return (Int128)number;
            if (PlatformSupport.HasType("__int128"))
            {
                yield return Shapes.Cast("__int128", (Int128)number);
            }
        }

        if (number >= 0 && number <= (BigInteger)UInt128.MaxValue)
        {
            yield return (UInt128)number;
        }

        if ((BigInteger)(double)number == number)
        {
            yield return (double)number;
            if (PlatformSupport.HasType("__float128"))
            {
                yield return Shapes.Cast("__float128", (double)number);
            }
        }

        yield return number;
    }
}
