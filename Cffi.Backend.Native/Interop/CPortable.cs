using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Cffi.Interop;

/// <summary>Accesses the members of generated structs whose layout differs between platforms.</summary>
/// <remarks>For generated code, which guarantees that the offsets are inside the struct.</remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public static unsafe class CPortable
{
    /// <summary>A copy of a member.</summary>
    /// <param name="record">The struct.</param>
    /// <param name="offset">In bytes.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TMember Read<TRecord, TMember>(in TRecord record, long offset)
        where TRecord : unmanaged
        where TMember : unmanaged
    {
        ref byte first = ref Unsafe.As<TRecord, byte>(ref Unsafe.AsRef(in record));
        return Load<TMember>(ref Unsafe.AddByteOffset(ref first, (nint)offset));
    }

    /// <summary>Sets a member.</summary>
    /// <param name="record">The struct.</param>
    /// <param name="offset">In bytes.</param>
    /// <param name="value">The value.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Write<TRecord, TMember>(ref TRecord record, long offset, TMember value)
        where TRecord : unmanaged
        where TMember : unmanaged => Store(ref Unsafe.AddByteOffset(ref Unsafe.As<TRecord, byte>(ref record), (nint)offset), value);

    /// <summary>A reference to a member.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ref TMember Reference<TRecord, TMember>([UnscopedRef] ref TRecord record, long offset)
        where TRecord : unmanaged
        where TMember : unmanaged => ref Unsafe.As<byte, TMember>(ref Unsafe.AddByteOffset(ref Unsafe.As<TRecord, byte>(ref record), (nint)offset));

    /// <summary>A span over an array.</summary>
    public static Span<TMember> Span<TRecord, TMember>([UnscopedRef] ref TRecord record, long offset, int length)
        where TRecord : unmanaged
        where TMember : unmanaged => MemoryMarshal.CreateSpan(ref Reference<TRecord, TMember>(ref record, offset), length);

    /// <summary>The bytes of the struct.</summary>
    public static ReadOnlySpan<byte> Bytes<TRecord>(in TRecord record)
        where TRecord : unmanaged => MemoryMarshal.AsBytes(MemoryMarshal.CreateReadOnlySpan(in record, 1));

    /// <summary>The text in an array of <c>char</c>, up to the NUL or the end.</summary>
    public static string Text(ReadOnlySpan<byte> bytes)
    {
        int end = bytes.IndexOf((byte)0);
        return System.Text.Encoding.UTF8.GetString(end < 0 ? bytes : bytes[..end]);
    }

    /// <summary>The writable bytes of the struct.</summary>
    public static Span<byte> BytesOf<TRecord>(ref TRecord record)
        where TRecord : unmanaged => MemoryMarshal.AsBytes(MemoryMarshal.CreateSpan(ref record, 1));

    /// <summary>The number of bytes of a type in C on this platform.</summary>
    internal static int SizeOf<T>()
        where T : unmanaged => NativeSize<T>.Value;

    /// <summary>Reads no more bytes than C has.</summary>
    internal static T Load<T>(ref byte source)
        where T : unmanaged
    {
        if (NativeSize<T>.Value == sizeof(T))
        {
            return Unsafe.ReadUnaligned<T>(ref source);
        }

        T value = default;
        Unsafe.CopyBlockUnaligned(ref Unsafe.As<T, byte>(ref value), ref source, (uint)NativeSize<T>.Value);
        return value;
    }

    /// <summary>Writes no more bytes than C has.</summary>
    internal static void Store<T>(ref byte destination, T value)
        where T : unmanaged
    {
        if (NativeSize<T>.Value == sizeof(T))
        {
            Unsafe.WriteUnaligned(ref destination, value);
            return;
        }

        Unsafe.CopyBlockUnaligned(ref destination, ref Unsafe.As<T, byte>(ref value), (uint)NativeSize<T>.Value);
    }

    // Computed once per type, so that it is a constant for the just-in-time compiler.
    private static class NativeSize<T>
        where T : unmanaged
    {
        public static readonly int Value = default(T) is ICPortableRecord record ? record.NativeSize : sizeof(T);
    }
}
