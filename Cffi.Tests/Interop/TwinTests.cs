using System.Numerics;
using System.Runtime.InteropServices;
using Cffi.Interop;
using Cffi.Tests.Native;

namespace Cffi.Tests.Interop;

/// <summary>Generated code and C data follow one rule: they have the same bits, text and distances, and the same refusals.</summary>
public sealed unsafe class TwinTests
{
    private static readonly Ffi Own = new();

    [Test]
    public void Bit_fields_are_the_same_in_an_integer_and_in_bytes()
    {
        var random = new Random(20261130);
        Span<byte> bytes = stackalloc byte[sizeof(ulong)];
        for (int width = 1; width <= 64; width++)
        {
            for (int bit = 0; bit + width <= 64; bit++)
            {
                ulong storage = (ulong)random.NextInt64(long.MinValue, long.MaxValue);
                ulong largest = ulong.MaxValue >> (64 - width);
                ulong value = (ulong)random.NextInt64(long.MinValue, long.MaxValue) & largest;
                MemoryMarshal.Write(bytes, storage);
                Assert.That(CBits.Unsigned(bytes, bit, width), Is.EqualTo((ulong)((new BigInteger(storage) >> bit) & largest)));
                Assert.That(CBits.Unsigned(storage, bit, width), Is.EqualTo(CBits.Unsigned(bytes, bit, width)));
                Assert.That(CBits.Signed(storage, bit, width), Is.EqualTo(CBits.Signed(bytes, bit, width)));

                CBits.SetUnsigned(bytes, bit, width, value);
                Assert.That(MemoryMarshal.Read<ulong>(bytes), Is.EqualTo(CBits.SetUnsigned(storage, bit, width, value)));
                Assert.That(CBits.Unsigned(bytes, bit, width), Is.EqualTo(value));

                long signed = (long)(value << (64 - width)) >> (64 - width);
                CBits.SetSigned(bytes, bit, width, signed);
                Assert.That(MemoryMarshal.Read<ulong>(bytes), Is.EqualTo(CBits.SetSigned(storage, bit, width, signed)));
                Assert.That(CBits.Signed(bytes, bit, width), Is.EqualTo(signed));
            }
        }
    }

    [TestCase("unsigned", 5, 32L, "0 to 31"), TestCase("unsigned", 5, -1L, "0 to 31"), TestCase("int", 5, 16L, "-16 to 15"), TestCase("int", 5, -17L, "-16 to 15")]
    public void A_bit_field_refuses_the_same_numbers_everywhere(string type, int width, long number, string range)
    {
        byte[] bytes = [0, 0];
        var ffi = new Ffi();
        ffi.Cdef($"struct s {{ {type} a : 3, b : {width}; }};");
        using CData record = ffi.New("struct s *");
        bool isSigned = type == "int";
        Action[] ways =
        [
            () => record["b"] = number,
            () => _ = isSigned ? CBits.SetSigned(0UL, 3, width, number) : CBits.SetUnsigned(0UL, 3, width, (ulong)number),
            () =>
            {
                if (isSigned)
                {
                    CBits.SetSigned(bytes, 3, width, number);
                }
                else
                {
                    CBits.SetUnsigned(bytes, 3, width, (ulong)number);
                }
            },
        ];
        foreach (Action way in ways)
        {
            Assert.That(Assert.Throws<CffiRangeException>(way)!.Message, Does.EndWith($"whose range is {range}"));
        }
    }

    [Test]
    public void Wide_text_is_the_same_to_typed_bindings_and_to_data()
    {
        var random = new Random(20261130);
        for (int i = 0; i < 500; i++)
        {
            // Characters of every plane, single surrogates, and numbers that are not characters (where a unit holds them).
            (int first, int end) = Target.Current.WCharSize == sizeof(char) ? (0xE000, 0x10000) : (0x110000, int.MaxValue);
            int[] units = [.. Enumerable.Range(0, random.Next(8)).Select(_ => random.Next(4) switch { 0 => random.Next(0xD800, 0xE000), 1 => random.Next(first, end), 2 => random.Next(1, 0x80), _ => random.Next(1, 0xD800) }), 0];
            using CData array = Own.New("wchar_t[]", units);
            string expected = array.As<string>();
            Assert.That(new CWideString(array.Address).ToString(), Is.EqualTo(expected));
            Assert.That(Own.Cast("wchar_t *", array.Address).As<string>(), Is.EqualTo(expected));
            Assert.That(new CWideString(array.Address).Bytes.Length, Is.EqualTo((units.Length - 1) * Target.Current.WCharSize));
        }
    }

    [Test]
    public void A_distance_that_is_no_number_of_elements_is_refused_everywhere()
    {
        Assert.That(new CPointer<long>(24) - new CPointer<long>(8), Is.EqualTo((nint)2));
        Assert.That(new CPointer<long>(8) - new CPointer<long>(24), Is.EqualTo((nint)(-2)));
        CffiTypeException typed = Assert.Throws<CffiTypeException>(() => _ = new CPointer<long>(15) - new CPointer<long>(8))!;
        CffiTypeException data = Assert.Throws<CffiTypeException>(() => _ = Own.Cast("long long *", (nint)15) - Own.Cast("long long *", (nint)8))!;
        Assert.That(new CConstPointer<long>(24) - new CConstPointer<long>(8), Is.EqualTo((nint)2));
        Assert.That(() => _ = new CConstPointer<long>(15) - new CConstPointer<long>(8), Throws.TypeOf<CffiTypeException>().With.Message.EqualTo(typed.Message));
        Assert.That((typed.Id, data.Id), Is.EqualTo(("CFFI7004", "CFFI7004")));
        Assert.That(typed.Message, Does.EndWith("; 7 bytes are not a multiple of 8"));
        Assert.That(data.Message, Does.EndWith("; 7 bytes are not a multiple of 8"));
    }

    [Test]
    public void Pointers_to_records_without_bytes_have_no_distance()
    {
        var ffi = new Ffi();
        ffi.Cdef("struct empty { };");
        if (PlatformSupport.HasEmptyRecords)
        {
            CffiTypeException data = Assert.Throws<CffiTypeException>(() => _ = ffi.Cast("struct empty *", (nint)15) - ffi.Cast("struct empty *", (nint)8))!;
            Assert.That(data.Message, Does.EndWith("; its elements have no bytes"));
        }

        CffiTypeException typed = Assert.Throws<CffiTypeException>(() => _ = new CPointer<Empty>(15) - new CPointer<Empty>(8))!;
        Assert.That(typed.Message, Does.EndWith("; its elements have no bytes"));
    }

    // The generator writes this for a record that has no bytes in C on this platform.
    private readonly struct Empty : ICPortableRecord
    {
        int ICPortableRecord.NativeSize => 0;
    }
}
