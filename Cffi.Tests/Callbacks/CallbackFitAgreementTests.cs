using System.Numerics;
using Cffi.Backend.Native.Conversion;
using Cffi.Tests.Native;

namespace Cffi.Tests.Callbacks;

/// <summary>A callback is refused when it is made if, and only if, a conversion would fail at each call.</summary>
public sealed class CallbackFitAgreementTests
{
    private static readonly Ffi Own = Declare();

    private static readonly string[] Types =
    [
        "_Bool", "char", "signed char", "unsigned char", "short", "unsigned short", "int", "unsigned", "long", "unsigned long", "__int128", "unsigned __int128",
        "float", "double", "float _Complex", "double _Complex", "wchar_t", "char16_t", "char32_t", "enum color", "void *", "int *", "char *", "struct pair",
    ];

    private static IEnumerable<TestCaseData> Samples()
    {
        yield return Sample(true);
        yield return Sample('\u0001');
        yield return Sample((sbyte)1);
        yield return Sample((byte)1);
        yield return Sample((short)1);
        yield return Sample((ushort)1);
        yield return Sample(1);
        yield return Sample(1u);
        yield return Sample(1L);
        yield return Sample(1UL);
        yield return Sample((nint)1);
        yield return Sample((nuint)1);
        yield return Sample((Half)1);
        yield return Sample(1f);
        yield return Sample(1.0);
        yield return Sample((Int128)1);
        yield return Sample((UInt128)1);
        yield return Sample(BigInteger.Pow(2, 200));
        yield return Sample(Complex.One);
        yield return Sample(DayOfWeek.Monday);
    }

    [TestCaseSource(nameof(Samples))]
    public void The_kind_of_a_type_is_the_kind_of_its_values(object sample) =>
        Assert.That(NumberTypes.KindOf(sample.GetType()), Is.EqualTo(sample is BigInteger ? CValueKind.BigInteger : CValue.From(sample).Kind));

    [TestCaseSource(nameof(Samples))]
    public void A_body_may_return_what_its_values_become(object sample)
    {
        var make = ((Delegate)Give<int>).Method.GetGenericMethodDefinition().MakeGenericMethod(sample.GetType()).CreateDelegate<Func<string, object, (bool, bool)>>();
        foreach (string type in Types.Where(PlatformSupport.HasType))
        {
            (bool isTaken, bool converts) = make(type, sample);
            Assert.That(isTaken, Is.EqualTo(converts), $"{sample.GetType()} for {type}");
        }
    }

    [TestCaseSource(nameof(Samples))]
    public void A_body_may_take_what_becomes_its_parameter(object sample)
    {
        var make = ((Delegate)Take<int>).Method.GetGenericMethodDefinition().MakeGenericMethod(sample.GetType()).CreateDelegate<Func<string, (bool, bool)>>();
        foreach (string type in Types.Where(PlatformSupport.HasType))
        {
            (bool isTaken, bool converts) = make(type);
            Assert.That(isTaken, Is.EqualTo(converts), $"{sample.GetType()} of {type}");
        }
    }

    // Whether the type refuses this kind of value. A value that is out of range is still of the right kind.
    private static (bool IsTaken, bool Converts) Give<T>(string type, object sample) => (
        IsTaken(() => Own.Callback($"{type}(void)", new Func<T>(() => (T)sample)).Dispose()),
        IsTaken(() => Own.New($"{type}[1]", new[] { sample }).Dispose()));

    private static (bool IsTaken, bool Converts) Take<T>(string type) => (
        IsTaken(() => Own.Callback($"void({type})", new Action<T>(static _ => { })).Dispose()),
        IsTaken(() => Read<T>(type)));

    private static void Read<T>(string type)
    {
        using CData one = Own.New($"{type}[1]");
        _ = one[0].As<T>();
    }

    private static bool IsTaken(Action use)
    {
        try
        {
            use();
            return true;
        }
        catch (CffiRangeException)
        {
            return true;
        }
        catch (CffiTypeException)
        {
            return false;
        }
    }

    private static TestCaseData Sample(object value) => new TestCaseData(value).SetArgDisplayNames(value.GetType().Name);

    private static Ffi Declare()
    {
        var ffi = new Ffi();
        ffi.Cdef("enum color { RED, GREEN }; struct pair { long a, b; };");
        return ffi;
    }
}
