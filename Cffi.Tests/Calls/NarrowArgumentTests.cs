using Cffi.Tests.RealLibraries;

namespace Cffi.Tests.Calls;

/// <summary>Arguments and results of fewer than 32 bits are extended to 32 bits. gcc does not need this; clang relies on it.</summary>
public sealed class NarrowArgumentTests
{
    // abs takes an int, so it sees the upper bits that come with the narrow argument.
    [TestCase("char", 200, 56)]
    [TestCase("char", -56, 56)]
    [TestCase("signed char", -128, 128)]
    [TestCase("unsigned char", 200, 200)]
    [TestCase("short", -32768, 32768)]
    [TestCase("unsigned short", 65535, 65535)]
    [TestCase("_Bool", 1, 1)]
    public void An_argument_is_extended_as_its_type_says(string type, int value, int expected)
    {
        // A plain char is unsigned on 64-bit Arm.
        expected = type == "char" && !Target.Current.IsCharSigned ? 200 : expected;
        var ffi = new Ffi();
        ffi.Cdef($"int abs({type});");
        using CLibrary c = ffi.Dlopen("c");
        Assert.That(c.Call<int>("abs", value), Is.EqualTo(expected));
        using CData memory = ffi.New($"{type} *", value);
        var result = new int[1];
        unsafe
        {
            fixed (int* place = result)
            {
                c["abs"].InvokeRaw([memory.Address], (nint)place);
            }
        }

        Assert.That(result[0], Is.EqualTo(expected), "raw");
    }

    [TestCase("char", 200, -56)]
    [TestCase("signed char", -56, -56)]
    [TestCase("unsigned char", 200, 200)]
    [TestCase("short", -2, -2)]
    [TestCase("unsigned short", 65535, 65535)]
    public void A_result_of_a_callback_is_extended_as_its_type_says(string type, int value, int expected)
    {
        expected = type == "char" && !Target.Current.IsCharSigned ? 200 : expected;
        Ffi ffi = StandardLibrary.Standard;
        using CData callback = ffi.Callback($"{type}(void)", () => value);
        Assert.That(ffi.Cast("int(*)(void)", callback).Invoke<int>(), Is.EqualTo(expected));
    }
}
