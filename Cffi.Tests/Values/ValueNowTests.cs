using static Cffi.Tests.Values.ScalarTypesLibrary;

namespace Cffi.Tests.Values;

/// <summary>A scalar that is read from C data has the value of that moment, whatever its type and location.</summary>
public sealed class ValueNowTests
{
    private static IEnumerable<string> Scalars => Names;

    [TestCaseSource(nameof(Scalars))]
    public void A_variable_is_saved_and_restored(string name)
    {
        CData variable = Lib.GetVariable("v_" + name);
        variable.Assign(First(name));
        CValue saved = variable;
        object? boxed = variable.As<object>();
        variable.Assign(Second(name));
        Assert.That(variable == saved, Is.False, "the variable has changed");
        variable.Assign(saved);
        AssertFirst(name, variable);
        variable.Assign(Second(name));
        variable.Assign(CValue.From(boxed));
        AssertFirst(name, variable);
    }

    [TestCaseSource(nameof(Scalars))]
    public void A_member_is_saved_and_restored(string name)
    {
        CData record = Lib.GetVariable("v_record");
        record[name] = First(name).As<CData>();
        CValue saved = record[name];
        CData data = record[name];
        record[name] = Second(name).As<CData>();
        Assert.That(record[name] == data, Is.False, "the member has changed");
        record[name] = saved.As<CData>();
        AssertFirst(name, record[name]);
        record[name] = Second(name).As<CData>();
        record[name] = data;
        AssertFirst(name, record[name]);
    }

    [TestCaseSource(nameof(Scalars))]
    public void An_element_is_saved_and_restored(string name)
    {
        using CData elements = Own.New(Lib.GetVariable("v_" + name).Type.CName.Replace("(*)", "(*[3])", StringComparison.Ordinal) is var text && text.Contains("[3]", StringComparison.Ordinal) ? text : text + "[3]");
        elements[1] = First(name).As<CData>();
        CValue saved = elements[1];
        CData data = elements[1];
        elements[1] = Second(name).As<CData>();
        Assert.That(elements[1] == data, Is.False, "the element has changed");
        elements[1] = saved.As<CData>();
        AssertFirst(name, elements[1]);
        elements[1] = Second(name).As<CData>();
        elements[1] = data;
        AssertFirst(name, elements[1]);
        Assert.That(elements[0] == elements[2], Is.True, "neighbours do not change");
        Assert.That(elements[0].As<bool>(), Is.False);
    }

    [Test]
    public void A_dynamic_variable_is_its_value_now()
    {
        dynamic lib = Lib;
        Lib.GetVariable("v_text").Assign(Own.Cast("char *", 0x1000));
        dynamic saved = lib.v_text;
        lib.v_text = Ffi.Null;
        Assert.That((nint)saved, Is.EqualTo((nint)0x1000));
        lib.v_text = saved;
        Assert.That(Lib.GetVariable("v_text").Address, Is.EqualTo((nint)0x1000));
    }

    [Test]
    public void A_saved_function_pointer_calls_what_it_pointed_to()
    {
        CData variable = Lib.GetVariable("v_function");
        variable.Assign(Own.Cast("operation", Lib.GetAddress("add")));
        CValue saved = variable;
        variable.Assign(Own.Cast("operation", Lib.GetAddress("multiply")));
        Assert.That((saved.As<CData>().Invoke<int>(3, 4), variable.Invoke<int>(3, 4)), Is.EqualTo((7, 12)));
    }

    [Test]
    public void A_record_stays_a_view()
    {
        CData record = Lib.GetVariable("v_record");
        record["s32"] = 1;
        CValue view = record;
        record["s32"] = 2;
        Assert.That(view.As<CData>()["s32"].As<int>(), Is.EqualTo(2));
    }

    // Neither value is zero, and a narrower type cannot hold the first exactly.
    private static CValue First(string name) => name switch
    {
        "truth" => true,
        "character" => 'x',
        "s128" => Int128.MinValue + 1,
        "u128" => UInt128.MaxValue - 1,
        "u64" or "ew" => ulong.MaxValue,
        "el" => 2555717109,
        "f80" => Own.Cast("long double", long.MaxValue),
        "f128" => Own.Cast("__float128", ((Int128)1 << 112) + 1),
        "c32" => Own.Cast("float _Complex", new System.Numerics.Complex(0.5, -3)),
        "c64" => new System.Numerics.Complex(0.1, -3),
        "c80" => Own.Cast("long double _Complex", long.MaxValue - 1),
        "f16" => (Half)1.5,
        "f32" or "f64" => 0.25f,
        "s8" => -1,
        "wide" when Target.Current.IsWCharSigned => -1,
        "address" or "text" => Own.Cast("void *", 0x7000),
        "function" => Own.Cast("operation", Lib.GetAddress("add")),
        _ => 77,
    };

    private static CValue Second(string name) => name switch
    {
        "truth" => false,
        "address" or "text" or "function" => Ffi.Null,
        _ => 5,
    };

    private static void AssertFirst(string name, CData actual) => Assert.That((CValue)actual == First(name), Is.True, $"{actual}");
}
