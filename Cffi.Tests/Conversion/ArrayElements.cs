using System.Numerics;
using Cffi.Tests.Fuzz;

namespace Cffi.Tests.Conversion;

/// <summary>.NET arrays for the tests of arrays: every element type, with random values at the limits and between them.</summary>
internal static class ArrayElements
{
    /// <summary>An enum of one byte.</summary>
    public enum Small : byte;

    /// <summary>An enum of four bytes, like C's.</summary>
    public enum Plain;

    /// <summary>An enum of eight bytes.</summary>
    public enum Large : ulong;

    /// <summary>A struct with the members of the C struct.</summary>
    public struct Pair
    {
        /// <summary>The first member.</summary>
        public int A;

        /// <summary>The second member.</summary>
        public double B;
    }

    /// <summary>The element types.</summary>
    public static IReadOnlyList<Type> All { get; } =
    [
        typeof(sbyte), typeof(byte), typeof(short), typeof(ushort), typeof(int), typeof(uint), typeof(long), typeof(ulong),
        typeof(nint), typeof(nuint), typeof(Int128), typeof(char), typeof(bool), typeof(float), typeof(double), typeof(Half), typeof(decimal),
        typeof(string), typeof(object), typeof(Small), typeof(Plain), typeof(Large), typeof(Pair),
    ];

    /// <summary>An array of random values.</summary>
    public static Array Of(Type type, int length, SplitMix64 random)
    {
        // No test reads an Int128 back: arrays of it are refused.
        var array = Array.CreateInstance(type, length);
        for (int i = 0; i < length; i++)
        {
            array.SetValue(Value(type, random), i);
        }

        return array;
    }

    /// <summary>The bytes of an element as an unsigned number of its width; null if the element has no such number.</summary>
    public static BigInteger? Number(object? element) => element switch
    {
        bool value => value ? 1 : 0,
        char value => value,
        sbyte or byte or short or ushort or int or uint or long or ulong => BigInteger.Parse(element.ToString()!, System.Globalization.CultureInfo.InvariantCulture),
        nint value => value,
        nuint value => value,
        Int128 value => value,
        Enum value => BigInteger.Parse(value.ToString("D"), System.Globalization.CultureInfo.InvariantCulture),
        _ => null,
    };

    private static object Value(Type type, SplitMix64 random)
    {
        ulong bits = random.Chance(40) ? random.Next() : random.Pick([0ul, 1ul, 65ul, 127ul, 128ul, 255ul, 32768ul, 65535ul, 0x7fffffffUL, 0x80000000UL, ulong.MaxValue]);
        return type switch
        {
            _ when type.IsEnum => Enum.ToObject(type, unchecked((long)bits)),
            _ when type == typeof(sbyte) => unchecked((sbyte)bits),
            _ when type == typeof(byte) => unchecked((byte)bits),
            _ when type == typeof(short) => unchecked((short)bits),
            _ when type == typeof(ushort) => unchecked((ushort)bits),
            _ when type == typeof(int) => unchecked((int)bits),
            _ when type == typeof(uint) => unchecked((uint)bits),
            _ when type == typeof(long) => unchecked((long)bits),
            _ when type == typeof(ulong) => bits,
            _ when type == typeof(nint) => unchecked((nint)bits),
            _ when type == typeof(nuint) => unchecked((nuint)bits),
            _ when type == typeof(Int128) => (Int128)bits,
            _ when type == typeof(char) => unchecked((char)bits),
            _ when type == typeof(bool) => (bits & 1) != 0,
            _ when type == typeof(float) => (float)random.Between(-500, 500),
            _ when type == typeof(double) => random.Between(-500, 500) + 0.25,
            _ when type == typeof(Half) => (Half)random.Between(-500, 500),
            _ when type == typeof(decimal) => (decimal)random.Between(-500, 500),
            _ when type == typeof(string) => random.Chance(50) ? "A" : "B",
            _ when type == typeof(Pair) => new Pair { A = random.Between(0, 9), B = 1.5 },
            _ => random.Between(0, 100),
        };
    }
}
