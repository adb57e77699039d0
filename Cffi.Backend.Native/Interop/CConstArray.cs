using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Cffi.Interop;

/// <summary>What a <c>const T *</c> parameter takes: an array, a span, a pointer, <c>new(in variable)</c>, or null.</summary>
/// <typeparam name="T">The type of the elements.</typeparam>
/// <remarks>C reads the memory itself, which does not move during the call. An empty array or span is a null pointer.</remarks>
[CollectionBuilder(typeof(CArrayBuilder), nameof(CArrayBuilder.CreateConst))]
public readonly unsafe ref struct CConstArray<T>
    where T : unmanaged
{
    private readonly ref readonly T first;

    /// <summary>One variable, for C to read.</summary>
    public CConstArray(ref readonly T variable) => first = ref variable;

    /// <summary>The elements of a span.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static implicit operator CConstArray<T>(ReadOnlySpan<T> elements) => elements.IsEmpty ? default : new(ref MemoryMarshal.GetReference(elements));

    /// <summary>A pointer of C.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static implicit operator CConstArray<T>(CPointer<T> pointer) => new(ref *(T*)pointer.Address);

    /// <summary>A pointer of C to what it does not change.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static implicit operator CConstArray<T>(CConstPointer<T> pointer) => new(ref *(T*)pointer.Address);

    /// <summary>Converts a pointer of C#.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static implicit operator CConstArray<T>(T* pointer) => new(ref *pointer);

    /// <summary>What C gets the address of, for <c>fixed</c>; for generated code.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public ref readonly T GetPinnableReference() => ref first;

    /// <summary>The address as a key: that of a pointer does not change. For generated code.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public nint Address => (nint)Unsafe.AsPointer(ref Unsafe.AsRef(in first));

    /// <summary>C# asks for it where a collection expression makes one; there are no elements to be seen.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    [SuppressMessage("Performance", "CA1822", Justification = "The pattern of collection expressions wants an instance method.")]
    public ReadOnlySpan<T>.Enumerator GetEnumerator() => default(ReadOnlySpan<T>).GetEnumerator();
}
