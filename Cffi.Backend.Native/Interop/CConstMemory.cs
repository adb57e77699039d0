using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Cffi.Interop;

/// <summary>What a <c>const void *</c> parameter takes: an array or a span of numbers, any pointer, or null.</summary>
/// <remarks>
/// C reads the memory itself, which does not move during the call. An empty array or span is a null pointer.
/// Elements of other types go through <see cref="Of{T}(ReadOnlySpan{T})"/>: C# has no conversion from spans of any type.
/// </remarks>
public readonly unsafe ref struct CConstMemory
{
    private readonly ref readonly byte first;

    private CConstMemory(ref readonly byte first) => this.first = ref first;

    /// <summary>Memory at an address.</summary>
    public CConstMemory(nint address) => first = ref *(byte*)address;

    /// <summary>The elements of a span of any type.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static CConstMemory Of<T>(ReadOnlySpan<T> elements)
        where T : unmanaged => elements.IsEmpty ? default : new(ref Unsafe.As<T, byte>(ref MemoryMarshal.GetReference(elements)));

    /// <summary>One variable of any type.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static CConstMemory Of<T>(ref readonly T variable)
        where T : unmanaged => new(ref Unsafe.As<T, byte>(ref Unsafe.AsRef(in variable)));

    /// <summary>An address.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static implicit operator CConstMemory(CAddress address) => new(address.Address);

    /// <summary>Converts a number to an address.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static implicit operator CConstMemory(nint address) => new(address);

    /// <summary>Converts a pointer of C#.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static implicit operator CConstMemory(void* pointer) => new((nint)pointer);

    /// <summary>The elements of a span.</summary>
    public static implicit operator CConstMemory(ReadOnlySpan<byte> elements) => Of(elements);

    /// <summary>The elements of a span.</summary>
    public static implicit operator CConstMemory(ReadOnlySpan<sbyte> elements) => Of(elements);

    /// <summary>The elements of a span.</summary>
    public static implicit operator CConstMemory(ReadOnlySpan<short> elements) => Of(elements);

    /// <summary>The elements of a span.</summary>
    public static implicit operator CConstMemory(ReadOnlySpan<ushort> elements) => Of(elements);

    /// <summary>The elements of a span.</summary>
    public static implicit operator CConstMemory(ReadOnlySpan<int> elements) => Of(elements);

    /// <summary>The elements of a span.</summary>
    public static implicit operator CConstMemory(ReadOnlySpan<uint> elements) => Of(elements);

    /// <summary>The elements of a span.</summary>
    public static implicit operator CConstMemory(ReadOnlySpan<long> elements) => Of(elements);

    /// <summary>The elements of a span.</summary>
    public static implicit operator CConstMemory(ReadOnlySpan<ulong> elements) => Of(elements);

    /// <summary>The elements of a span.</summary>
    public static implicit operator CConstMemory(ReadOnlySpan<nint> elements) => Of(elements);

    /// <summary>The elements of a span.</summary>
    public static implicit operator CConstMemory(ReadOnlySpan<nuint> elements) => Of(elements);

    /// <summary>The elements of a span.</summary>
    public static implicit operator CConstMemory(ReadOnlySpan<float> elements) => Of(elements);

    /// <summary>The elements of a span.</summary>
    public static implicit operator CConstMemory(ReadOnlySpan<double> elements) => Of(elements);

    /// <summary>The elements of a span.</summary>
    public static implicit operator CConstMemory(ReadOnlySpan<char> elements) => Of(elements);

    /// <summary>The elements of a span.</summary>
    public static implicit operator CConstMemory(ReadOnlySpan<bool> elements) => Of(elements);

    /// <summary>What C gets the address of, for <c>fixed</c>; for generated code.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public ref readonly byte GetPinnableReference() => ref first;

    /// <summary>The address as a key: that of a pointer does not change. For generated code.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public nint Address => (nint)Unsafe.AsPointer(ref Unsafe.AsRef(in first));
}
