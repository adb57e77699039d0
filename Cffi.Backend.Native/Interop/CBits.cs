using System.ComponentModel;
using System.Numerics;
using System.Runtime.CompilerServices;
using Cffi.Backend.Native;
using Cffi.Backend.Native.Memory;

namespace Cffi.Interop;

/// <summary>Reads and writes bit-fields in an integer or in bytes; the lowest bit has the number 0.</summary>
/// <remarks>
/// For generated code. In an integer, with constant positions, the compiler makes a shift and a mask of it: that is why those stand
/// here, beside the one implementation for bytes (<see cref="BitRange"/>).
/// </remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class CBits
{
    private const int Widest = 64;

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
        value >> (width - 1) > 1 ? throw OutOfRange(value, width, isSigned: false) : Replace(storage, bit, width, value);

    /// <summary>The storage with a signed bit-field set.</summary>
    /// <exception cref="CffiRangeException">The value needs more bits.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong SetSigned(ulong storage, int bit, int width, long value) =>
        (value >> (width - 1)) is not (0 or -1)
            ? throw OutOfRange(value, width, isSigned: true)
            : Replace(storage, bit, width, unchecked((ulong)value));

    /// <summary>An unsigned bit-field in bytes.</summary>
    public static ulong Unsigned(ReadOnlySpan<byte> bytes, int bit, int width) => (ulong)BitRange.Unsigned(bytes, bit, width);

    /// <summary>A signed bit-field in bytes.</summary>
    public static long Signed(ReadOnlySpan<byte> bytes, int bit, int width) => (long)BitRange.Signed(bytes, bit, width);

    /// <summary>Sets an unsigned bit-field in bytes.</summary>
    /// <exception cref="CffiRangeException">The value needs more bits.</exception>
    public static void SetUnsigned(Span<byte> bytes, int bit, int width, ulong value) => SetUnsignedWide(bytes, bit, width, value);

    /// <summary>Sets a signed bit-field in bytes.</summary>
    /// <exception cref="CffiRangeException">The value needs more bits.</exception>
    public static void SetSigned(Span<byte> bytes, int bit, int width, long value) => SetSignedWide(bytes, bit, width, value);

    /// <summary>An unsigned bit-field of up to 128 bits in bytes.</summary>
    public static UInt128 UnsignedWide(ReadOnlySpan<byte> bytes, int bit, int width) => BitRange.Unsigned(bytes, bit, width);

    /// <summary>A signed bit-field of up to 128 bits in bytes.</summary>
    public static Int128 SignedWide(ReadOnlySpan<byte> bytes, int bit, int width) => BitRange.Signed(bytes, bit, width);

    /// <summary>Sets an unsigned bit-field of up to 128 bits in bytes.</summary>
    /// <exception cref="CffiRangeException">The value needs more bits.</exception>
    public static void SetUnsignedWide(Span<byte> bytes, int bit, int width, UInt128 value)
    {
        if (value >> (width - 1) > 1)
        {
            throw OutOfRange(value, width, isSigned: false);
        }

        BitRange.Set(bytes, bit, width, value);
    }

    /// <summary>Sets a signed bit-field of up to 128 bits in bytes.</summary>
    /// <exception cref="CffiRangeException">The value needs more bits.</exception>
    public static void SetSignedWide(Span<byte> bytes, int bit, int width, Int128 value)
    {
        Int128 rest = value >> (width - 1);
        if (rest != 0 && rest != -1)
        {
            throw OutOfRange(value, width, isSigned: true);
        }

        BitRange.Set(bytes, bit, width, (UInt128)value);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Replace(ulong storage, int bit, int width, ulong value)
    {
        ulong mask = (ulong.MaxValue >> (Widest - width)) << bit;
        return (storage & ~mask) | ((value << bit) & mask);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static CffiRangeException OutOfRange(BigInteger value, int width, bool isSigned)
    {
        (BigInteger minimum, BigInteger maximum) = BitRange.Limits(width, isSigned);
        return UsageErrors.OutOfRange(value, minimum, maximum, "bit-field");
    }
}
