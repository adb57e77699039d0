using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Cffi.Interop;

/// <summary>What a <c>void *</c> parameter takes: an array or a span of numbers, any pointer, or null.</summary>
/// <remarks>
/// C works on the memory itself, which does not move during the call. An empty array or span is a null pointer.
/// Elements of other types go through <see cref="Of{T}(Span{T})"/>: C# has no conversion from spans of any type.
/// </remarks>
public readonly unsafe ref struct CMemory
{
    private readonly ref byte first;

    private CMemory(ref byte first) => this.first = ref first;

    /// <summary>Memory at an address.</summary>
    public CMemory(nint address) => first = ref *(byte*)address;

    /// <summary>The elements of a span of any type.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static CMemory Of<T>(Span<T> elements)
        where T : unmanaged => elements.IsEmpty ? default : new(ref Unsafe.As<T, byte>(ref MemoryMarshal.GetReference(elements)));

    /// <summary>One variable of any type.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static CMemory Of<T>(ref T variable)
        where T : unmanaged => new(ref Unsafe.As<T, byte>(ref variable));

    /// <summary>An address.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static implicit operator CMemory(CAddress address) => new(address.Address);

    /// <summary>Converts a number to an address.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static implicit operator CMemory(nint address) => new(address);

    /// <summary>Converts a pointer of C#.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static implicit operator CMemory(void* pointer) => new((nint)pointer);

    /// <summary>The elements of a span.</summary>
    public static implicit operator CMemory(Span<byte> elements) => Of(elements);

    /// <summary>The elements of a span.</summary>
    public static implicit operator CMemory(Span<sbyte> elements) => Of(elements);

    /// <summary>The elements of a span.</summary>
    public static implicit operator CMemory(Span<short> elements) => Of(elements);

    /// <summary>The elements of a span.</summary>
    public static implicit operator CMemory(Span<ushort> elements) => Of(elements);

    /// <summary>The elements of a span.</summary>
    public static implicit operator CMemory(Span<int> elements) => Of(elements);

    /// <summary>The elements of a span.</summary>
    public static implicit operator CMemory(Span<uint> elements) => Of(elements);

    /// <summary>The elements of a span.</summary>
    public static implicit operator CMemory(Span<long> elements) => Of(elements);

    /// <summary>The elements of a span.</summary>
    public static implicit operator CMemory(Span<ulong> elements) => Of(elements);

    /// <summary>The elements of a span.</summary>
    public static implicit operator CMemory(Span<nint> elements) => Of(elements);

    /// <summary>The elements of a span.</summary>
    public static implicit operator CMemory(Span<nuint> elements) => Of(elements);

    /// <summary>The elements of a span.</summary>
    public static implicit operator CMemory(Span<float> elements) => Of(elements);

    /// <summary>The elements of a span.</summary>
    public static implicit operator CMemory(Span<double> elements) => Of(elements);

    /// <summary>The elements of a span.</summary>
    public static implicit operator CMemory(Span<char> elements) => Of(elements);

    /// <summary>The elements of a span.</summary>
    public static implicit operator CMemory(Span<bool> elements) => Of(elements);

    /// <summary>What C gets the address of, for <c>fixed</c>; for generated code.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public ref byte GetPinnableReference() => ref first;

    /// <summary>The address as a key: that of a pointer does not change. For generated code.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public nint Address => (nint)Unsafe.AsPointer(ref first);
}
