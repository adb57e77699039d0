using static Cffi.Tests.RealLibraries.StandardLibrary;

namespace Cffi.Tests.RealLibraries;

/// <summary><c>snprintf</c> prints its arguments: their types are inferred and promoted, and AL is set.</summary>
public sealed class FormattedOutputTests
{
    private static TestCaseData[] Cases =>
    [
        Case("%d", -7, "-7"),
        Case("%d", short.MinValue, "-32768"),
        Case("%d", (sbyte)-1, "-1"),
        Case("%u", uint.MaxValue, "4294967295"),
        Case("%ld", long.MinValue, "-9223372036854775808"),
        Case("%lld", long.MaxValue, "9223372036854775807"),
        Case("%lu", ulong.MaxValue, "18446744073709551615"),
        Case("%zu", (nuint)4000000000, "4000000000"),
        Case("%zd", (nint)(-5), "-5"),
        Case("%hhd", 0x1FF, "-1"),
        Case("%hd", 0x18000, "-32768"),
        Case("%c", 'x', "x"),
        Case("%s", "gr\u00fcn", "gr\u00fcn"),
        Case("%d", true, "1"),
        Case("%f", 2.5, "2.500000"),
        Case("%f", 0.1f, "0.100000"),
        Case("%.9g", 0.1f, "0.100000001"),
        Case("%g", 1e100, "1e+100"),
        Case("%e", -12345.678, "-1.234568e+04"),
        Case("%a", 1.0, "0x1p+0"),
        Case("%p", (nint)0x1234, "0x1234"),
    ];

    [TestCaseSource(nameof(Cases))]
    public void A_variadic_argument_arrives(string format, CValue value, string expected) =>
        Assert.That(Format(format, value), Is.EqualTo(expected));

    [Test]
    public void A_long_double_arrives_with_all_its_bits()
    {
        using CData text = Standard.New("char[64]");
        CData third = Standard.Cast("long double", 1.0);
        Assert.That(Format("%.1Lf", third), Is.EqualTo("1.0"));
        CData wide = M["sqrtl"].Invoke<CData>(2.0);
        Assert.That(Format("%.18Lf", wide), Is.EqualTo("1.414213562373095049"), "a double has only 1.414213562373095145");
    }

    [Test]
    public void Data_of_a_small_type_is_promoted()
    {
        Assert.That(Format("%d", Standard.Cast("signed char", -3)), Is.EqualTo("-3"));
        Assert.That(Format("%d", Standard.Cast("unsigned short", 65535)), Is.EqualTo("65535"));
        Assert.That(Format("%.1f", Standard.Cast("float", 1.5)), Is.EqualTo("1.5"));
        using CData floats = Standard.New("float[]", new[] { 0.25f });
        Assert.That(Format("%.2f", floats[0]), Is.EqualTo("0.25"));
    }

    [Test]
    public void Null_and_data_go_as_pointers()
    {
        Assert.That(Format("%p", Ffi.Null), Is.EqualTo("(nil)"));
        Assert.That(Format("%p", (string?)null), Is.EqualTo("(nil)"));
        using CData text = Standard.New("char[]", "inside");
        Assert.That(Format("%s", text), Is.EqualTo("inside"));
    }

    [Test]
    public void Many_mixed_arguments_go_to_registers_and_stack()
    {
        Assert.That(
            Format(
                "%d %g %s %ld %g %c %g %g %d %g %g %g %g %g %s %d",
                1, 1.5, "two", 3L, 4.5, '5', 6.5, 7.5, 8, 9.5, 10.5, 11.5, 12.5, 13.5f, "fourteen", true),
            Is.EqualTo("1 1.5 two 3 4.5 5 6.5 7.5 8 9.5 10.5 11.5 12.5 13.5 fourteen 1"));
    }

    [Test]
    public void A_fresh_function_gets_floating_arguments_right_on_its_first_call()
    {
        for (int i = 0; i < 200; i++)
        {
            using CLibrary fresh = Standard.Dlopen("c");
            using CData text = Standard.New("char[32]");
            fresh.Call("snprintf", text, 32, "%.2f %d", i + 0.25, i);
            Assert.That(Standard.String(text), Is.EqualTo(FormattableString.Invariant($"{i + 0.25:0.00} {i}")));
        }
    }

    [Test]
    public void Kinds_may_change_from_call_to_call_of_one_function()
    {
        for (int i = 0; i < 400; i++)
        {
            Assert.That(Format("%d", i), Is.EqualTo($"{i}"));
            Assert.That(Format("%.1f", i + 0.5), Is.EqualTo(FormattableString.Invariant($"{i}.5")));
            Assert.That(Format("%s", $"{i}"), Is.EqualTo($"{i}"));
        }
    }

    [Test]
    public void A_value_without_a_natural_c_type_is_refused_by_name()
    {
        CffiTypeException error = Assert.Throws<CffiTypeException>(() => Format("%p", new[] { "a", "b" }))!;
        Assert.That(error.Id, Is.EqualTo("CFFI7002"));
        Assert.That(error.Message, Does.Contain("String[]").And.Contain("variadic").And.Contain("New"));
    }

    private static string Format(string format, params CValue[] values)
    {
        using CData text = Standard.New("char[256]");
        int length = C["snprintf"].Invoke<int>([text, 256, format, .. values]);
        string result = Standard.String(text);
        Assert.That(length, Is.EqualTo(System.Text.Encoding.UTF8.GetByteCount(result)));
        return result;
    }

    private static TestCaseData Case(string format, CValue value, string expected) =>
        new TestCaseData(format, value, expected).SetArgDisplayNames($"{format} of {value.Kind}", expected);
}
