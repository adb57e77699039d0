using System.Globalization;
using System.Numerics;
using Cffi.Tests.Native;
using static Cffi.Tests.Memory.MemoryFixture;

namespace Cffi.Tests.Conversion;

/// <summary>Every C integer type at the limits of its range, with every .NET type that reaches them.</summary>
public sealed class IntegerConversionTests
{
    private static readonly (string Type, string Minimum, string Maximum)[] Ranges =
    [
        ("signed char", "-128", "127"), ("unsigned char", "0", "255"), ("char", "-128", "255"),
        ("short", "-32768", "32767"), ("unsigned short", "0", "65535"),
        ("int", "-2147483648", "2147483647"), ("unsigned int", "0", "4294967295"),
        Range("long", Target.Current.LongSize, isSigned: true), Range("unsigned long", Target.Current.LongSize, isSigned: false),
        ("long long", "-9223372036854775808", "9223372036854775807"), ("unsigned long long", "0", "18446744073709551615"),
        ("int8_t", "-128", "127"), ("uint8_t", "0", "255"), ("int16_t", "-32768", "32767"), ("uint16_t", "0", "65535"),
        ("int32_t", "-2147483648", "2147483647"), ("uint32_t", "0", "4294967295"),
        ("int64_t", "-9223372036854775808", "9223372036854775807"), ("uint64_t", "0", "18446744073709551615"),
        ("size_t", "0", "18446744073709551615"), ("ssize_t", "-9223372036854775808", "9223372036854775807"),
        ("intptr_t", "-9223372036854775808", "9223372036854775807"), ("uintptr_t", "0", "18446744073709551615"),
        ("ptrdiff_t", "-9223372036854775808", "9223372036854775807"),
        ("__int128", "-170141183460469231731687303715884105728", "170141183460469231731687303715884105727"),
        ("unsigned __int128", "0", "340282366920938463463374607431768211455"),
        ("_Bool", "0", "1"), ("char16_t", "0", "65535"), ("char32_t", "0", "4294967295"), Range("wchar_t", Target.Current.WCharSize, Target.Current.IsWCharSigned),
        ("_BitInt(2)", "-2", "1"), ("unsigned _BitInt(7)", "0", "127"), ("_BitInt(33)", "-4294967296", "4294967295"), ("unsigned _BitInt(64)", "0", "18446744073709551615"),
        ("_BitInt(100)", "-633825300114114700748351602688", "633825300114114700748351602687"),
    ];

    // What -1 becomes in a wide character.
    private static long WideMinusOne => Target.Current.IsWCharSigned ? -1 : (1L << (8 * Target.Current.WCharSize)) - 1;

    private static IEnumerable<TestCaseData> Types() =>
        Ranges.Where(static r => PlatformSupport.HasType(r.Type)).Select(static r => new TestCaseData(r.Type, Number(r.Minimum), Number(r.Maximum)).SetArgDisplayNames(r.Type));

    [TestCaseSource(nameof(Types))]
    public void Both_ends_are_kept(string type, BigInteger minimum, BigInteger maximum)
    {
        using CData slot = Shapes.New(type + "[3]");
        foreach (BigInteger end in new[] { minimum, maximum, BigInteger.Zero })
        {
            foreach (CValue value in Forms(end))
            {
                slot[1] = value.As<CData>();

                // A char reads back as a number.
                Assert.That(Wide(slot[1], type), Is.EqualTo(type is "char" ? end & 0xFF : end), $"{value.Kind}");
                Assert.That(slot[0].As<bool>() || slot[2].As<bool>(), Is.False, "neighbours do not change");
            }
        }
    }

    [TestCaseSource(nameof(Types))]
    public void One_beyond_either_end_is_refused(string type, BigInteger minimum, BigInteger maximum)
    {
        using CData slot = Shapes.New(type + "[1]");
        foreach (BigInteger beyond in new[] { minimum - 1, maximum + 1 })
        {
            foreach (CValue value in Forms(beyond))
            {
                CffiRangeException error = Assert.Throws<CffiRangeException>(() => slot[0] = value.As<CData>(), $"{value.Kind}")!;
                Assert.That(error.Id, Is.EqualTo("CFFI7010"));
                Assert.That(error.Message, Does.Contain($"{beyond} does not fit").And.Contain($"{minimum} to {maximum}"));
            }
        }

        Assert.That(slot[0].As<bool>(), Is.False);
    }

    [TestCaseSource(nameof(Types))]
    public void Fractions_text_and_null_are_refused(string type, BigInteger minimum, BigInteger maximum)
    {
        Assert.That(maximum, Is.GreaterThan(minimum));
        using CData slot = Shapes.New(type + "[1]");
        IEnumerable<CData> numbers = new[] { "long double", "__float128", "_Float16" }.Where(PlatformSupport.HasType).Select(static floating => Shapes.Cast(floating, 2.0));
        foreach (CData wrong in new CData[] { 1.0, 0.5, 1f, "12", new[] { 1 }, Ffi.Null }.Concat(numbers))
        {
            Assert.That(() => slot[0] = wrong, Throws.TypeOf<CffiTypeException>().With.Property("Id").EqualTo("CFFI7003"), wrong.ToString());
        }
    }

    [TestCaseSource(nameof(Types))]
    public void A_cast_cuts_off(string type, BigInteger minimum, BigInteger maximum)
    {
        BigInteger wrapped = type switch { "_Bool" => 1, "char" => 0, _ => minimum };
        foreach (CValue value in Forms(maximum + 1))
        {
            Assert.That(Wide(Shapes.Cast(type, value), type), Is.EqualTo(wrapped), $"{value.Kind}");
        }

        Assert.That(Wide(Shapes.Cast(type, 1.9), type), Is.EqualTo(BigInteger.One));
        Assert.That(Wide(Shapes.Cast(type, '\x01'), type), Is.EqualTo(BigInteger.One));
        Assert.That(Wide(Shapes.Cast(type, Ffi.Null), type), Is.EqualTo(BigInteger.Zero));
        BigInteger address = type is "_Bool" ? 1 : maximum >= 0x100 ? 0x100 : 0;
        Assert.That(Wide(Shapes.Cast(type, Shapes.Cast("void *", 0x100)), type), Is.EqualTo(address));
    }

    [Test]
    public void Casts_between_floating_types_and_integers_follow_c()
    {
        Assert.That(Shapes.Cast("int", -3.9).As<int>(), Is.EqualTo(-3));
        Assert.That(Shapes.Cast("_Bool", 0.25).As<bool>(), Is.True);
        Assert.That(Shapes.Cast("_Bool", double.NaN).As<bool>(), Is.True);
        Assert.That(Shapes.Cast("float", 0.1).As<double>(), Is.EqualTo((double)0.1f));
        Assert.That(Shapes.Cast("double", 3).As<double>(), Is.EqualTo(3));
        Assert.That(Shapes.Cast("long double", 1e308).As<double>(), Is.EqualTo(1e308));
        Assert.That(Shapes.Cast("wchar_t", -1).As<long>(), Is.EqualTo(WideMinusOne));
        Assert.That(Shapes.Cast("char32_t", -1).As<uint>(), Is.EqualTo(uint.MaxValue));
        Assert.That(Shapes.Cast("enum color", 5).ToString(), Is.EqualTo("GREEN"));
        Assert.That(Shapes.Cast("enum color", "BLUE").As<int>(), Is.EqualTo(6));
        Assert.That(Shapes.Cast("int", "A").As<int>(), Is.EqualTo(65));
    }

    [Test]
    public void Values_convert_back_with_their_range_checked()
    {
        CValue value = 300;
        Assert.That(value.As<short>(), Is.EqualTo(300));
        Assert.That(() => value.As<byte>(), Throws.TypeOf<CffiRangeException>().With.Message.Contains("0 to 255"));
        Assert.That(() => ((CValue)(-1)).As<ulong>(), Throws.TypeOf<CffiRangeException>());
        Assert.That(((CValue)ulong.MaxValue).As<Int128>(), Is.EqualTo((Int128)ulong.MaxValue));
        Assert.That(() => ((CValue)ulong.MaxValue).As<long>(), Throws.TypeOf<CffiRangeException>());
        Assert.That(((CValue)3.0).As<int>(), Is.EqualTo(3));
        Assert.That(() => ((CValue)3.5).As<int>(), Throws.TypeOf<CffiTypeException>());
        Assert.That(((CValue)DayOfWeek.Friday).As<DayOfWeek>(), Is.EqualTo(DayOfWeek.Friday));
    }

    [Test]
    public void A_constant_of_a_wide_character_has_its_sign()
    {
        var ffi = new Ffi();
        ffi.Cdef("static const wchar_t LOW = -1; static const wchar_t EURO = L'\u20ac';");
        Assert.That((ffi.GetConstant("LOW").As<long>(), ffi.GetConstant("EURO").As<int>()), Is.EqualTo((WideMinusOne, 0x20ac)));
    }

    // Every .NET type that can hold the number.
    private static IEnumerable<CValue> Forms(BigInteger number)
    {
        if (number >= int.MinValue && number <= int.MaxValue)
        {
            yield return (int)number;
        }

        if (number >= 0 && number <= uint.MaxValue)
        {
            yield return (uint)number;
        }

        if (number >= long.MinValue && number <= long.MaxValue)
        {
            yield return (long)number;
            yield return (nint)(long)number;
        }

        if (number >= 0 && number <= ulong.MaxValue)
        {
            yield return (ulong)number;
            yield return (nuint)(ulong)number;
        }

        if (number >= (BigInteger)Int128.MinValue && number <= (BigInteger)Int128.MaxValue)
        {
            yield return (Int128)number;
        }

        if (number >= 0 && number <= (BigInteger)UInt128.MaxValue)
        {
            yield return (UInt128)number;
        }
    }

    private static BigInteger Wide(CData data, string type) =>
        type == "unsigned __int128" ? (BigInteger)data.As<UInt128>() : (BigInteger)data.As<Int128>();

    private static (string Type, string Minimum, string Maximum) Range(string type, int bytes, bool isSigned)
    {
        BigInteger numbers = BigInteger.One << (8 * bytes);
        return isSigned ? (type, $"{-numbers / 2}", $"{(numbers / 2) - 1}") : (type, "0", $"{numbers - 1}");
    }

    private static BigInteger Number(string text) => BigInteger.Parse(text, CultureInfo.InvariantCulture);
}
