using System.ComponentModel;
using System.Numerics;
using System.Runtime.CompilerServices;
using Cffi.Backend.Native;

namespace Cffi.Interop;

/// <summary>Reads and writes bit-fields in the integer or the bytes that they share; the lowest bit is 0.</summary>
/// <remarks>For generated code, with constant positions: the compiler makes a shift and a mask of it.</remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class CBits
{
    private const int Widest = 64;
    private const int WidestOfAll = 128;

    /// <summary>An unsigned bit-field.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Unsigned(ulong storage, int bit, int width) => (storage << (Widest - bit - width)) >> (Widest - width);

    /// <summary>A signed bit-field.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static long Signed(ulong storage, int bit, int width) => (long)(storage << (Widest - bit - width)) >> (Widest - width);

    /// <summary>The storage with an unsigned bit-field set.</summary>
    /// <exception cref="CffiRangeException">The value needs more bits.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong SetUnsigned(ulong storage, int bit, int width, ulong value) =>
        value >> (width - 1) > 1 ? throw OutOfRange(value, 0, (UInt128.One << width) - 1) : Replace(storage, bit, width, value);

    /// <summary>The storage with a signed bit-field set.</summary>
    /// <exception cref="CffiRangeException">The value needs more bits.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong SetSigned(ulong storage, int bit, int width, long value) =>
        (value >> (width - 1)) is not (0 or -1)
            ? throw OutOfRange(value, -(BigInteger.One << (width - 1)), (BigInteger.One << (width - 1)) - 1)
            : Replace(storage, bit, width, unchecked((ulong)value));

    /// <summary>An unsigned bit-field in bytes.</summary>
    public static ulong Unsigned(ReadOnlySpan<byte> bytes, int bit, int width) => (ulong)UnsignedWide(bytes, bit, width);

    /// <summary>A signed bit-field in bytes.</summary>
    public static long Signed(ReadOnlySpan<byte> bytes, int bit, int width) => (long)SignedWide(bytes, bit, width);

    /// <summary>Sets an unsigned bit-field in bytes.</summary>
    /// <exception cref="CffiRangeException">The value needs more bits.</exception>
    public static void SetUnsigned(Span<byte> bytes, int bit, int width, ulong value) => SetUnsignedWide(bytes, bit, width, value);

    /// <summary>Sets a signed bit-field in bytes.</summary>
    /// <exception cref="CffiRangeException">The value needs more bits.</exception>
    public static void SetSigned(Span<byte> bytes, int bit, int width, long value) => SetSignedWide(bytes, bit, width, value);

    /// <summary>An unsigned bit-field of up to 128 bits in bytes.</summary>
    public static UInt128 UnsignedWide(ReadOnlySpan<byte> bytes, int bit, int width)
    {
        // The bits begin in the first byte and may end in a seventeenth.
        bytes = bytes[(bit / 8)..((bit + width + 7) / 8)];
        int shift = bit % 8;
        UInt128 value = 0;
        for (int i = 0; i < bytes.Length; i++)
        {
            int position = (i * 8) - shift;
            value |= position < 0 ? (UInt128)bytes[i] >> -position : (UInt128)bytes[i] << position;
        }

        return value & (UInt128.MaxValue >> (WidestOfAll - width));
    }

    /// <summary>A signed bit-field of up to 128 bits in bytes.</summary>
    public static Int128 SignedWide(ReadOnlySpan<byte> bytes, int bit, int width) => (Int128)(UnsignedWide(bytes, bit, width) << (WidestOfAll - width)) >> (WidestOfAll - width);

    /// <summary>Sets an unsigned bit-field of up to 128 bits in bytes.</summary>
    /// <exception cref="CffiRangeException">The value needs more bits.</exception>
    public static void SetUnsignedWide(Span<byte> bytes, int bit, int width, UInt128 value)
    {
        if (value >> (width - 1) > 1)
        {
            throw OutOfRange(value, 0, (BigInteger.One << width) - 1);
        }

        UInt128 mask = UInt128.MaxValue >> (WidestOfAll - width);
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

    /// <summary>Sets a signed bit-field of up to 128 bits in bytes.</summary>
    /// <exception cref="CffiRangeException">The value needs more bits.</exception>
    public static void SetSignedWide(Span<byte> bytes, int bit, int width, Int128 value)
    {
        Int128 rest = value >> (width - 1);
        if (rest != 0 && rest != -1)
        {
            throw OutOfRange(value, -(BigInteger.One << (width - 1)), (BigInteger.One << (width - 1)) - 1);
        }

        SetUnsignedWide(bytes, bit, width, (UInt128)value & (UInt128.MaxValue >> (WidestOfAll - width)));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Replace(ulong storage, int bit, int width, ulong value)
    {
        ulong mask = (ulong.MaxValue >> (Widest - width)) << bit;
        return (storage & ~mask) | ((value << bit) & mask);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static CffiRangeException OutOfRange(BigInteger value, BigInteger minimum, BigInteger maximum) =>
        UsageErrors.OutOfRange(value, minimum, maximum, "bit-field");
}
