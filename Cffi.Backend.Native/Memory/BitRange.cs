using System.Numerics;

namespace Cffi.Backend.Native.Memory;

/// <summary>Bit-fields of up to 128 bits in the bytes that they share; the lowest bit of the first byte is 0.</summary>
/// <remarks>The one implementation: C data and generated code both come here.</remarks>
internal static class BitRange
{
    private const int Widest = 128;

    /// <summary>The bits as an unsigned number.</summary>
    public static UInt128 Unsigned(ReadOnlySpan<byte> bytes, int bit, int width)
    {
        // The bits begin in the first byte and can end in a seventeenth.
        bytes = bytes[(bit / 8)..((bit + width + 7) / 8)];
        int shift = bit % 8;
        UInt128 value = 0;
        for (int i = 0; i < bytes.Length; i++)
        {
            int position = (i * 8) - shift;
            value |= position < 0 ? (UInt128)bytes[i] >> -position : (UInt128)bytes[i] << position;
        }

        return value & Mask(width);
    }

    /// <summary>The bits as a signed number.</summary>
    public static Int128 Signed(ReadOnlySpan<byte> bytes, int bit, int width) =>
        (Int128)(Unsigned(bytes, bit, width) << (Widest - width)) >> (Widest - width);

    /// <summary>Replaces the bits with the low bits of a number, and touches no others.</summary>
    public static void Set(Span<byte> bytes, int bit, int width, UInt128 value)
    {
        UInt128 mask = Mask(width);
        value &= mask;
        bytes = bytes[(bit / 8)..((bit + width + 7) / 8)];
        int shift = bit % 8;
        for (int i = 0; i < bytes.Length; i++)
        {
            int position = (i * 8) - shift;
            int taken = (byte)(position < 0 ? mask << -position : mask >> position);
            int set = (byte)(position < 0 ? value << -position : value >> position);
            bytes[i] = (byte)((bytes[i] & ~taken) | set);
        }
    }

    /// <summary>The numbers that a bit-field holds.</summary>
    public static (BigInteger Minimum, BigInteger Maximum) Limits(int width, bool isSigned)
    {
        BigInteger half = BigInteger.One << (width - 1);
        return isSigned ? (-half, half - 1) : (0, (half * 2) - 1);
    }

    private static UInt128 Mask(int width) => UInt128.MaxValue >> (Widest - width);
}
