namespace Cffi.Layout;

/// <summary>The room of <c>_Atomic</c> types (C11 6.2.5p27 leaves it to the implementation).</summary>
internal static class AtomicLayout
{
    /// <summary>
    /// GCC aligns what has a lock-free size to its size; clang first rounds the size up to a power of two.
    /// </summary>
    public static TypeLayout Of(TypeLayout plain, Target target)
    {
        long size = plain.Size;
        if (target.LargestPaddedAtomic > 0 && size <= target.LargestPaddedAtomic)
        {
            size = Math.Max(size, 1);
            while (!ByteArithmetic.IsPowerOfTwo(size))
            {
                size++;
            }

            return new TypeLayout(size, (int)Math.Max(size, plain.Alignment));
        }

        bool raises = target.LargestPaddedAtomic == 0 && size <= 16 && ByteArithmetic.IsPowerOfTwo(size);
        return raises ? new TypeLayout(size, (int)Math.Max(size, plain.Alignment)) : plain;
    }
}
