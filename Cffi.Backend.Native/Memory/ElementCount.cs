using System.Runtime.CompilerServices;

namespace Cffi.Backend.Native.Memory;

/// <summary>The distance of two pointers in elements (C11 6.5.6p9), of C data and of typed pointers.</summary>
internal static class ElementCount
{
    /// <summary>The number of elements in some bytes; refused if they are not a whole number of elements, or if elements have no bytes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryGet(long bytes, long size, out long elements)
    {
        elements = size > 0 ? bytes / size : 0;
        return size > 0 && elements * size == bytes;
    }

    /// <summary>Why <see cref="TryGet"/> has no answer.</summary>
    public static string Refusal(long bytes, long size) => size == 0 ? "its elements have no bytes" : $"{bytes} bytes are not a multiple of {size}";
}
