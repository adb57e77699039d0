using static Cffi.Tests.Native.TestLibrary;

namespace Cffi.Tests.Conversion;

/// <summary>The values that can be passed for a pointer, and how C changes them.</summary>
public sealed class PointerConversionTests
{
    private static CLibrary C => RealLibraries.StandardLibrary.C;

    [Test]
    public void C_writes_into_the_net_array_that_is_passed()
    {
        int[] numbers = new int[4];
        Lib.Call("fill", numbers, numbers.Length, 10);
        Assert.That(numbers, Is.EqualTo(new[] { 10, 11, 12, 13 }));
    }

    [Test]
    public void An_array_that_does_not_fit_the_element_is_refused()
    {
        Assert.That(() => Lib.Call("fill", new object[] { 1, 2.5 }, 2, 1), Throws.TypeOf<CffiTypeException>());
        Assert.That(() => Lib.Call("fill", new[] { 1L << 40 }, 1, 1), Throws.TypeOf<CffiTypeException>());
        Assert.That(() => Lib.Call("fill", new int[2, 2], 4, 1), Throws.TypeOf<CffiTypeException>());
    }

    [Test]
    public void Arrays_and_pointers_to_the_type_and_void_pointers_are_taken()
    {
        using CData array = Own.New("int[3]");
        foreach (CData pointer in new[] { array, array + 0, Own.Cast("void *", array), Own.Cast("const int *", array) })
        {
            array.AsSpan<int>().Clear();
            Lib.Call("fill", pointer, 3, 5);
            Assert.That(array[2].As<int>(), Is.EqualTo(7));
        }

        Lib.Call("fill", array.Address, 3, 8);
        Assert.That(array[0].As<int>(), Is.EqualTo(8), "an address is passed unchanged");
    }

    [Test]
    public void A_pointer_to_another_type_is_refused_with_both_types_and_the_way_out()
    {
        using CData longs = Own.New("long long[3]");
        CffiTypeException error = Assert.Throws<CffiTypeException>(() => Lib.Call("fill", longs, 3, 5))!;
        Assert.That(error.Id, Is.EqualTo("CFFI7003"));
        Assert.That(error.Message, Does.Contain("argument 1").And.Contain("fill").And.Contain("long long[3]").And.Contain("int *").And.Contain("Cast"));
        Assert.That(() => Lib.Call("fill", Own.Cast("unsigned *", longs), 3, 5), Throws.TypeOf<CffiTypeException>());
    }

    [Test]
    public void A_record_is_refused_for_a_pointer_to_it_with_a_hint()
    {
        using CData packed = Own.New("struct packed *");
        CffiTypeException error = Assert.Throws<CffiTypeException>(() => Lib.Call("poke_unaligned", packed[0]))!;
        Assert.That(error.Message, Does.Contain("AddressOf"));
        Assert.That(Lib.Call<int>("poke_unaligned", Own.AddressOf(packed[0])), Is.EqualTo(1));
    }

    [Test]
    public void Numbers_are_refused_for_pointers_with_a_hint()
    {
        CffiTypeException error = Assert.Throws<CffiTypeException>(() => C.Call("strlen", 0))!;
        Assert.That(error.Message, Does.Contain("Null").And.Contain("Cast"));
        Assert.That(() => C.Call("strlen", 1.5), Throws.TypeOf<CffiTypeException>());
    }

    [Test]
    public void Character_types_may_stand_for_one_another()
    {
        using CData bytes = Own.New("unsigned char[]", "abc");
        Assert.That(C.Call<int>("strlen", bytes), Is.EqualTo(3));
        Assert.That(C.Call<int>("strlen", new byte[] { 65, 66, 0 }), Is.EqualTo(2));
    }

    [TestCase("int *", "int *", true)]
    [TestCase("int *", "const int *", true)]
    [TestCase("void *", "int *", true)]
    [TestCase("int *", "void *", true)]
    [TestCase("char *", "signed char *", true)]
    [TestCase("int *", "unsigned *", false)]
    [TestCase("int *", "float *", false)]
    [TestCase("char *", "short *", false)]
    [TestCase("int **", "int **", true)]
    [TestCase("void **", "int **", false)]
    [TestCase("int **", "void **", false)]
    [TestCase("int **", "long long **", false)]
    [TestCase("struct one *", "struct one *", true)]
    [TestCase("struct one *", "struct other *", false)]
    [TestCase("struct one *", "int *", false)]
    [TestCase("of_int", "of_int", true)]
    [TestCase("of_int", "of_two", false)]
    [TestCase("of_two", "of_int", false)]
    [TestCase("of_int", "variadic", false)]
    [TestCase("variadic", "of_int", false)]
    [TestCase("of_int", "of_none", false)]
    [TestCase("of_int", "to_long", false)]
    [TestCase("of_int", "of_long", false)]
    [TestCase("of_int", "int *", false)]
    [TestCase("to_three", "to_three", true)]
    [TestCase("to_three", "to_four", false)]
    [TestCase("to_some", "to_four", true)]
    [TestCase("to_four", "to_some", true)]
    [TestCase("to_three", "int **", false)]
    public void A_pointer_takes_pointers_to_compatible_types_only(string wanted, string given, bool isTaken)
    {
        var ffi = new Ffi();
        ffi.Cdef("""
            struct one { int x; }; struct other { int x; };
            typedef int (*of_int)(int); typedef int (*of_two)(int, int); typedef int (*variadic)(int, ...); typedef int (*of_none)(void);
            typedef long long (*to_long)(int); typedef int (*of_long)(long long);
            typedef int (*to_three)[3]; typedef int (*to_four)[4]; typedef int (*to_some)[];
            """);
        using CData slot = ffi.New(wanted + "[1]");
        CData pointer = ffi.Cast(given, 4096);
        if (isTaken)
        {
            slot[0] = pointer;
            Assert.That(slot[0].Address, Is.EqualTo((nint)4096));
        }
        else
        {
            Assert.That(() => slot[0] = pointer, Throws.TypeOf<CffiTypeException>().With.Property("Id").EqualTo("CFFI7003"));
            Assert.That(slot[0].IsNull, Is.True);
        }
    }

    [TestCase("long long *", sizeof(long))]
    [TestCase("int *", sizeof(int))]
    public void A_pointer_to_long_takes_pointers_to_a_type_of_its_size(string given, int size)
    {
        using CData slot = Own.New("long *[1]");
        CData pointer = Own.Cast(given, 4096);
        Assert.That(() => slot[0] = pointer, size == Target.Current.LongSize ? Throws.Nothing : Throws.TypeOf<CffiTypeException>().With.Property("Id").EqualTo("CFFI7003"));
        Assert.That(slot[0].IsNull, Is.EqualTo(size != Target.Current.LongSize));
    }

    [Test]
    public void Strings_do_not_become_stored_pointers()
    {
        using CData slot = Own.New("const char *[1]");
        CffiTypeException error = Assert.Throws<CffiTypeException>(() => slot[0] = "gone after the call")!;
        Assert.That(error.Message, Does.Contain("New"));
        using CData text = Own.New("char[]", "kept");
        slot[0] = text;
        Assert.That(slot[0].As<string>(), Is.EqualTo("kept"));
        slot[0] = null;
        Assert.That(slot[0].IsNull, Is.True);
    }
}
