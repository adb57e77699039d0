using System.Numerics;
using Cffi.Tests.Native;
using static Cffi.Tests.Native.TestLibrary;

namespace Cffi.Tests.Callbacks;

/// <summary>A body that can never run is refused when the callback is made. A conversion that fails later names its argument.</summary>
public sealed class CallbackFitTests
{
    private delegate int ByReference(ref int a);

    private static IEnumerable<TestCaseData> Misfits()
    {
        yield return Misfit("int(int)", (string a) => 1, "CFFI7066", "takes a .NET String as argument 1, but a C 'int' cannot be converted to it; take int, CValue or CData");
        yield return Misfit("int(int, const char *)", (int a, int b) => 1, "CFFI7066", "takes a .NET Int32 as argument 2, but a C 'const char *' cannot be converted to it; take string, nint or CData");
        yield return Misfit("int(void *)", (string a) => 1, "CFFI7066", "cannot be converted to it; take nint or CData");
        yield return Misfit("int(int)", (int? a) => 1, "CFFI7066", "take int, CValue or CData");
        yield return Misfit("int(int)", (decimal a) => 1, "CFFI7066", "takes a .NET Decimal");
        yield return Misfit("int(int)", (int[] a) => 1, "CFFI7066", "takes a .NET Int32[]");
        yield return Misfit("int(int)", (CVaList a) => 1, "CFFI7066", "takes a .NET CVaList");
        if (PlatformSupport.HasVariableArgumentLists)
        {
            yield return Misfit("int(va_list)", (int a) => 1, "CFFI7066", "; take CVaList");
        }

        yield return Misfit("int(int *)", new ByReference((ref int a) => 1), "CFFI7066", "takes a .NET Int32&");
        yield return Misfit("int(struct long2)", (long a) => 1, "CFFI7066", "but a C 'struct long2' cannot be converted to it; take CData");
        yield return Misfit("int(double _Complex)", (double a) => 1, "CFFI7066", "take Complex, CValue or CData");
        yield return Misfit("int(int)", (int a) => { }, "CFFI7067", "returns nothing, but C expects a 'int'; return int, CValue or CData");
        yield return Misfit("int(int)", (int a) => Task.FromResult(a), "CFFI7067", "but C does not wait for it; wait for it in the body and return int, CValue or CData");
        yield return Misfit("void(int)", async (int a) => await Task.Yield(), "CFFI7067", "wait for it in the body and return nothing");
        yield return Misfit("void(int)", (int a) => ValueTask.FromResult(a), "CFFI7067", "wait for it in the body and return nothing");
        yield return Misfit("int(int)", (int a) => 1.0, "CFFI7067", "returns a .NET Double, which cannot be converted to a C 'int'; return int, CValue or CData");
        yield return Misfit("int(int)", (int a) => "1", "CFFI7067", "returns a .NET String");
        yield return Misfit("char *(int)", (int a) => "1", "CFFI7067", "which cannot be converted to a C 'char *'; return nint or CData");
        yield return Misfit("void *(int)", (int a) => 0, "CFFI7067", "which cannot be converted to a C 'void *'; return nint or CData");
        yield return Misfit("double(int)", (int a) => Complex.One, "CFFI7067", "return double, CValue or CData");
        yield return Misfit("struct long2(int)", (int a) => 1L, "CFFI7067", "return CData");
        yield return Misfit("int(int)", () => 1, "CFFI7009", "has 0 parameters, but 'int(int)' has 1; give it the same number");
    }

    [TestCaseSource(nameof(Misfits))]
    public void A_body_that_never_fits_is_refused_when_the_callback_is_made(string type, Delegate body, string id, string text)
    {
        CffiTypeException error = Assert.Throws<CffiTypeException>(() => Own.Callback(type, body))!;
        Assert.That(error.Message, Does.StartWith(id + ": ").And.Contain(text));
        if (id != "CFFI7009")
        {
            Assert.That(error.Message, Does.Contain($"the body of a callback '{Own.TypeOf(type).CName}' ({nameof(CallbackFitTests)}.{nameof(Misfits)}) "));
        }
    }

    [Test]
    public void The_overloads_for_Func_and_Action_and_extern_functions_refuse_the_same()
    {
        Assert.That(Assert.Throws<CffiTypeException>(() => Own.Callback("int(int)", (string a) => 1))!.Id, Is.EqualTo("CFFI7066"));
        Assert.That(Assert.Throws<CffiTypeException>(() => Own.Callback("int(int)", (int a) => { }))!.Id, Is.EqualTo("CFFI7067"));
        var ffi = new Ffi();
        ffi.Cdef("extern \"C#\" int add(int a, int b);");
        Assert.That(Assert.Throws<CffiTypeException>(() => ffi.DefExtern("add", (int a, int b) => { }))!.Message, Does.StartWith("CFFI7067: the body of 'add' returns nothing"));
        Assert.That(Assert.Throws<CffiTypeException>(() => ffi.DefExtern("add", new Func<int, string, int>((a, b) => 1)))!.Message, Does.StartWith("CFFI7066: the body of 'add' takes a .NET String as argument 2"));
    }

    [Test]
    public void What_may_fit_is_taken()
    {
        (string Type, Delegate Body)[] bodies =
        [
            ("int(int)", (object a) => (object)1), ("int(int)", (bool a) => true), ("int(double)", (long a) => 'a'), ("double(int)", (double a) => 1),
            ("double(double)", (Half a) => (Half)1), ("double _Complex(double)", (Complex a) => 1f), ("void *(int *)", (nint a) => (nuint)0),
            ("void *(int *)", (CData a) => (CData?)null), ("int(const char *)", (string a) => DayOfWeek.Friday), ("char(unsigned char *)", (string a) => "x"),
            ("struct long2(struct long2)", (CData a) => new[] { 1L, 2L }), ("struct long2(struct long2)", (CData a) => new CValue()), ("void(int)", (DayOfWeek a) => 1),
            ("void(long double)", (double a) => { }), ("long double *(void)", () => (nint)0), ("__int128(unsigned __int128)", (BigInteger a) => (Int128)1),
            ("int(enum color)", (int a) => (byte)1),
        ];
        (string Type, Delegate Body)[] lists = PlatformSupport.HasVariableArgumentLists ? [("int(va_list)", (CVaList a) => 1), ("int(va_list)", (CData a) => 1)] : [];
        var ffi = new Ffi();
        ffi.Cdef("enum color { RED, GREEN }; struct long2 { long a, b; };");
        foreach ((string type, Delegate body) in bodies.Where(static body => PlatformSupport.HasType(body.Type)).Concat(lists))
        {
            Assert.That(() => ffi.Callback(type, body).Dispose(), Throws.Nothing, type);
        }
    }

    [Test]
    public void A_conversion_that_fails_names_the_callback_and_the_place()
    {
        using CData argument = Own.Callback("int(int, int)", (byte a, byte b) => 1);
        Assert.That(() => Lib.Call("call_int", argument, 1, 300), Throws.TypeOf<CffiRangeException>().With.Message.StartsWith(
            $"CFFI7010: argument 2 of a callback 'int(int, int)' ({nameof(CallbackFitTests)}.").And.Message.EndWith("300 does not fit 'byte', whose range is 0 to 255"));
        using CData result = Own.Callback("signed char(void)", () => 1000);
        Assert.That(() => Lib.Call("call_schar", result), Throws.TypeOf<CffiRangeException>().With.Message.StartsWith(
            $"CFFI7010: the result of a callback 'signed char(void)' ({nameof(CallbackFitTests)}."));
        using CData boxed = Own.Callback("int(int, int)", (int a, int b) => new object());
        Assert.That(() => Lib.Call("call_int", boxed, 1, 2), Throws.TypeOf<CffiTypeException>().With.Message.StartsWith("CFFI7001: the result of a callback 'int(int, int)'"));
        using CData reflected = Own.Callback("int(int, int)", new ByteBody((a, b) => 1));
        Assert.That(() => Lib.Call("call_int", reflected, 300, 1), Throws.TypeOf<CffiRangeException>().With.Message.StartsWith("CFFI7010: argument 1 of a callback"));
    }

    private delegate int ByteBody(byte a, byte b);

    private static TestCaseData Misfit(string type, Delegate body, string id, string text) =>
        new TestCaseData(type, body, id, text).SetArgDisplayNames(type, body.GetType().ToString());
}
