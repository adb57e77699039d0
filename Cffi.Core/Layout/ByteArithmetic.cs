namespace Cffi.Layout;

/// <summary>Sizes and offsets in bytes, with the limits that compilers set.</summary>
internal static class ByteArithmetic
{
    /// <summary>
    /// The size in bytes of the largest object: 2^61, so that a position in bits stays below 2^64, or on 32-bit targets
    /// what <c>ptrdiff_t</c> counts.
    /// </summary>
    public static long Limit(Target target) => target.PointerSize == 8 ? 1L << 61 : int.MaxValue;

    /// <summary>The first multiple of <paramref name="alignment"/> (any positive number) from <paramref name="value"/> on.</summary>
    public static long AlignUp(long value, long alignment)
    {
        long rest = value % alignment;
        return rest == 0 ? value : checked(value + (alignment - rest));
    }

    /// <summary>Whether a number is a power of two.</summary>
    public static bool IsPowerOfTwo(long value) => value > 0 && (value & (value - 1)) == 0;
}
