using System.Numerics;
using Cffi.Tests.Native;
using static Cffi.Tests.Values.ScalarTypesLibrary;

namespace Cffi.Tests.Values;

/// <summary>Numbers are compared by their exact values, whatever their C and .NET types.</summary>
public sealed class NumberEqualityTests
{
    // The values of one line are equal; values of different lines are not.
    private static readonly CValue[][] Classes =
    [
        [0, 0L, 0u, 0ul, false, '\0', 0.0, -0.0, 0f, Int128.Zero, UInt128.Zero, BigInteger.Zero, Complex.Zero, Of("long double", 0), .. IfOwn("__float128", -0.0), .. IfOwn("_Float16", 0), Of("_BitInt(3)", 0), Of("long double _Complex", 0), Ffi.Null, CValue.From(null)],
        [3, 3L, 3u, 3ul, (nint)3, (nuint)3, '\x03', 3.0, 3f, (Half)3, (Int128)3, new Complex(3, 0), Of("long double", 3), .. IfOwn("__float128", 3), Of("float _Complex", 3), Of("_BitInt(9)", 3), Lib.Call("add", 1, 2)],
        [-1, -1L, -1.0, (Int128)(-1), Of("long double", -1), Of("_BitInt(200)", -1), Own.Cast("void *", -1)],
        [ulong.MaxValue, unchecked((nuint)ulong.MaxValue), (UInt128)ulong.MaxValue, .. IfOwn("long double", ulong.MaxValue), Of("unsigned _BitInt(64)", ulong.MaxValue)],
        [long.MaxValue, (Int128)long.MaxValue, .. IfOwn("long double", long.MaxValue), .. IfOwn("__float128", long.MaxValue)],
        [9223372036854775808.0, 9223372036854775808ul, (BigInteger)long.MaxValue + 1, Of("long double", 9223372036854775808ul)],
        [(1L << 53) + 1, .. IfOwn("long double", (1L << 53) + 1), .. IfOwn("__float128", (1L << 53) + 1)],
        [(double)(1L << 53), 1L << 53],
        [0.1, Of("long double", 0.1), new Complex(0.1, 0), .. IfOwn("__float128", 0.1)],
        [0.1f, (double)0.1f, Of("float _Complex", 0.1f)],
        [Complex.ImaginaryOne, Of("long double _Complex", Complex.ImaginaryOne), Of("float _Complex", Complex.ImaginaryOne)],
        [double.PositiveInfinity, float.PositiveInfinity, Of("long double", double.PositiveInfinity), .. IfOwn("_Float16", double.PositiveInfinity)],
        [double.NegativeInfinity, .. IfOwn("__float128", double.NegativeInfinity)],
        [UInt128.MaxValue, (BigInteger)UInt128.MaxValue],
        [BigInteger.One << 128, .. IfOwn("__float128", BigInteger.One << 128), Math.ScaleB(1, 128)],
        [(BigInteger.One << 128) + 1, Of("_BitInt(200)", (BigInteger.One << 128) + 1)],
        [double.Epsilon, Of("long double", double.Epsilon)],
        ["text", string.Concat("te", "xt")],
        [Own.Cast("void *", 0x1000), Own.Cast("char *", 0x1000), (nint)0x1000, 4096],
    ];

    [Test]
    public void Equal_values_are_equal_in_every_type_and_no_others()
    {
        for (int i = 0; i < Classes.Length; i++)
        {
            for (int j = 0; j < Classes.Length; j++)
            {
                foreach (CValue left in Classes[i])
                {
                    foreach (CValue right in Classes[j])
                    {
                        string pair = $"{left.Kind} {left}, {right.Kind} {right}";
                        Assert.That(left == right, Is.EqualTo(i == j), pair);
                        Assert.That(left != right, Is.EqualTo(i != j), pair);
                        Assert.That(left.Equals(right), Is.EqualTo(i == j), pair);
                        if (i == j)
                        {
                            Assert.That(left.GetHashCode(), Is.EqualTo(right.GetHashCode()), pair);
                        }

                        if (left.Kind != CValueKind.String && right.Kind != CValueKind.String)
                        {
                            CData leftData = left.As<CData>(), rightData = right.As<CData>();
                            Assert.That(leftData == rightData, Is.EqualTo(i == j), pair);
                            Assert.That(leftData.Equals(rightData), Is.EqualTo(i == j), pair);
                            Assert.That(i != j || leftData.GetHashCode() == rightData.GetHashCode(), pair);
                        }
                    }
                }
            }
        }
    }

    [Test]
    public void NaN_is_equal_to_nothing_but_found_in_a_table()
    {
        CValue[] all = [double.NaN, float.NaN, Half.NaN, Of("long double", double.NaN), .. IfOwn("__float128", -double.NaN), new Complex(double.NaN, 0)];
        foreach (CValue left in all)
        {
            foreach (CValue right in all)
            {
                Assert.That((left == right, left != right, left.Equals(right)), Is.EqualTo((false, true, true)));
                Assert.That(left.GetHashCode(), Is.EqualTo(right.GetHashCode()));
                CData data = left.As<CData>();
                Assert.That(data == right.As<CData>(), Is.False);
            }

            Assert.That(left == 0, Is.False);
        }

        CData nan = double.NaN, same = nan;
        Assert.That((nan < 1, nan > 1, nan <= 1, nan >= 1, 1 < nan, nan != same), Is.EqualTo((false, false, false, false, false, true)));
        Assert.That(new HashSet<CData> { nan }.Contains(float.NaN), Is.True);
    }

    [Test]
    public void What_a_call_returns_is_compared_with_a_number()
    {
        using CLibrary c = Standard.Dlopen("c");
        Assert.That(c.Call("strlen", "abc") == 3, Is.True);
        Assert.That(c.Call("abs", -3) == 3, Is.True);
        Assert.That(c.Call("toupper", 'a') == 'A', Is.True);
        Assert.That(c.Call("getenv", "CFFI_NO_SUCH_VARIABLE") == Ffi.Null, Is.True);
        Assert.That(c.Call("getenv", "CFFI_NO_SUCH_VARIABLE") == 0, Is.True);
    }

    [Test]
    public void A_variables_hash_is_not_its_values()
    {
        CData variable = Lib.GetVariable("v_s32");
        variable.Assign(1);
        var table = new Dictionary<CData, string> { [variable] = "found" };
        variable.Assign(2);
        Assert.That(table[variable], Is.EqualTo("found"));
        Assert.That(table[Lib.GetVariable("v_s32")], Is.EqualTo("found"), "the same variable");
        Assert.That(table.ContainsKey(2), Is.False, "a number does not equal a variable");
        Assert.That(variable.Equals(Lib.GetVariable("v_u32")), Is.False);
        Assert.That((variable == 2, variable != 2), Is.EqualTo((true, false)), "operators compare the current values");
        CData number = 2;
        Assert.That((variable.Equals(number), number.Equals(variable)), Is.EqualTo((false, false)));
    }

    [Test]
    public void Null_is_the_null_pointer_by_either_way_of_asking()
    {
        CData? pointer = Own.Cast("char *", 0), other = Own.Cast("char *", 8);
        Assert.That((pointer == null, pointer!.Equals(null), pointer!.Equals((object?)null)), Is.EqualTo((true, true, true)));
        Assert.That((other == null, other!.Equals(null), other!.Equals((object?)null)), Is.EqualTo((false, false, false)));
        CValue value = pointer;
        Assert.That(value.Equals((object?)null), Is.True);
        Assert.That(((CValue)0).Equals((object?)null), Is.False);
        CData number = 0;
        Assert.That(number == null, Is.True, "C's null pointer constant");
    }

    [Test]
    public void The_order_of_numbers_is_exact()
    {
        CData[] ascending =
        [
            double.NegativeInfinity, Own.Cast("long double", PlatformSupport.HasType("__float128") ? Own.Cast("__float128", -1e300) : -1e300), long.MinValue, -1, -0.5, 0, double.Epsilon, 0.1, 0.1f, 1L << 53,
            (1L << 53) + 1, long.MaxValue, 9223372036854775808.0, ulong.MaxValue, 18446744073709551616.0, UInt128.MaxValue, BigInteger.One << 200, double.PositiveInfinity,
        ];
        for (int i = 0; i < ascending.Length; i++)
        {
            for (int j = 0; j < ascending.Length; j++)
            {
                CData left = ascending[i], right = ascending[j];
                Assert.That(((left < right), left > right, left <= right, left >= right), Is.EqualTo(((i < j), i > j, i <= j, i >= j)), $"{left} {right}");
                Assert.That(Math.Sign(CData.Compare(left, right)), Is.EqualTo(Math.Sign(i.CompareTo(j))));
            }
        }

        Assert.That(() => Ffi.Null < ascending[3], Throws.TypeOf<CffiTypeException>());
        CData complex = Complex.One;
        Assert.That(() => complex < 1, Throws.TypeOf<CffiTypeException>());
    }

    private static Ffi Standard { get; } = Declare();

    private static Ffi Declare()
    {
        var ffi = new Ffi();
        ffi.Cdef("size_t strlen(const char *s); int abs(int x); int toupper(int c); char *getenv(const char *name);");
        return ffi;
    }

    private static CValue Of(string type, CValue value) => Own.Cast(type, value);

    // Nothing where the compilers lack the type, or where it is the same as double and would round the number.
    private static CValue[] IfOwn(string type, CValue value) => PlatformSupport.HasOwnFormat(type) ? [Of(type, value)] : [];
}
