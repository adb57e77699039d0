using System.Reflection;
using System.Runtime.InteropServices;

namespace Cffi.Tests.Generation;

/// <summary>The bytes of values in memory.</summary>
internal static class GeneratedBytes
{
    /// <summary>The bytes of a boxed struct without references.</summary>
    public static byte[] Of(object boxed) => (byte[])typeof(GeneratedBytes).GetMethod(nameof(Copy), BindingFlags.NonPublic | BindingFlags.Static)!.MakeGenericMethod(boxed.GetType()).Invoke(null, [boxed])!;

    /// <summary>The bytes that a pointer points to.</summary>
    public static byte[] AsBytes(this CData pointer, Ffi ffi) => ffi.Cast("unsigned char *", pointer)[0..(int)ffi.SizeOf(pointer[0])].AsSpan<byte>().ToArray();

    private static byte[] Copy<T>(T value)
        where T : unmanaged => MemoryMarshal.AsBytes(new ReadOnlySpan<T>(in value)).ToArray();
}
