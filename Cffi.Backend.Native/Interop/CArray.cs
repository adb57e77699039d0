using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Cffi.Interop;

/// <summary>What a <c>T *</c> parameter takes: an array, a span, a <see cref="CPointer{T}"/>, <c>new(ref variable)</c>, or null.</summary>
/// <typeparam name="T">The type of the elements.</typeparam>
/// <remarks>C works on the memory itself, which does not move during the call. An empty array or span is a null pointer.</remarks>
[CollectionBuilder(typeof(CArrayBuilder), nameof(CArrayBuilder.Create))]
public readonly unsafe ref struct CArray<T>
    where T : unmanaged
{
    private readonly ref T first;

    /// <summary>One variable, for C to read and to write.</summary>
    public CArray(ref T variable) => first = ref variable;

    /// <summary>The elements of a span.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static implicit operator CArray<T>(Span<T> elements) => elements.IsEmpty ? default : new(ref MemoryMarshal.GetReference(elements));

    /// <summary>A pointer of C.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static implicit operator CArray<T>(CPointer<T> pointer) => new(ref *(T*)pointer.Address);

    /// <summary>Converts a pointer of C#.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static implicit operator CArray<T>(T* pointer) => new(ref *pointer);

    /// <summary>What C gets the address of, for <c>fixed</c>; for generated code.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public ref T GetPinnableReference() => ref first;

    /// <summary>The address as a key: that of a pointer does not change. For generated code.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public nint Address => (nint)Unsafe.AsPointer(ref first);

    /// <summary>C# asks for it where a collection expression makes one; there are no elements to be seen.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    [SuppressMessage("Performance", "CA1822", Justification = "The pattern of collection expressions wants an instance method.")]
    public Span<T>.Enumerator GetEnumerator() => default(Span<T>).GetEnumerator();
}
