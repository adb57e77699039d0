using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Cffi.Backend.Native.Memory;

namespace Cffi.Interop;

/// <summary>A pointer of C that can be used without <c>unsafe</c>. Nothing is checked but null.</summary>
/// <typeparam name="T">What it points to.</typeparam>
/// <remarks>It does not own what it points to: valid as long as C says so.</remarks>
// Sums are C's, with C's wrapping: the checks that CData makes for each element (PointerArithmetic) would cost as much as the access.
public readonly unsafe struct CPointer<T> : IEquatable<CPointer<T>>
    where T : unmanaged
{
    /// <summary>Makes a pointer of an address.</summary>
    public CPointer(nint address) => Address = address;

    /// <summary>The address; 0 for a null pointer.</summary>
    public nint Address { get; }

    /// <summary>Whether it is a null pointer.</summary>
    public bool IsNull => Address == 0;

    /// <summary>What it points to.</summary>
    /// <exception cref="CffiNullPointerException">It is a null pointer.</exception>
    /// <exception cref="CffiUnsupportedException">C's struct is smaller than the C# one here: use <see cref="Load"/> and <see cref="Store"/>.</exception>
    public ref T Value => ref this[0];

    /// <summary>An element of the array that it points into.</summary>
    /// <param name="index">In elements; nobody knows the bounds.</param>
    /// <exception cref="CffiNullPointerException">It is a null pointer.</exception>
    // The address is C's, valid as long as C says.
    public ref T this[nint index] => ref ((T*)NotNull(isWhole: true))[index];

    /// <summary>A copy of an element; for structs whose layout differs between platforms, right on all of them.</summary>
    /// <param name="index">In elements as C has them.</param>
    /// <exception cref="CffiNullPointerException">It is a null pointer.</exception>
    public T Load(nint index = 0) => CPortable.Load<T>(ref *(byte*)(NotNull(isWhole: false) + (index * CPortable.SizeOf<T>())));

    /// <summary>Sets an element; for structs whose layout differs between platforms, right on all of them.</summary>
    /// <param name="value">The value.</param>
    /// <param name="index">In elements as C has them.</param>
    /// <exception cref="CffiNullPointerException">It is a null pointer.</exception>
    public void Store(T value, nint index = 0) => CPortable.Store(ref *(byte*)(NotNull(isWhole: false) + (index * CPortable.SizeOf<T>())), value);

    /// <summary>The elements from here on.</summary>
    /// <param name="length">How many there are; nobody checks.</param>
    /// <exception cref="CffiNullPointerException">It is a null pointer and the length is not 0.</exception>
    // The address is C's, valid as long as C says.
    public Span<T> AsSpan(int length) => length == 0 ? default : new Span<T>((void*)NotNull(isWhole: true), length);

    /// <summary>A pointer of C#.</summary>
    public static implicit operator CPointer<T>(T* pointer) => new((nint)pointer);

    /// <summary>The pointer of C#.</summary>
    public static implicit operator T*(CPointer<T> pointer) => (T*)pointer.Address;

    /// <summary>The address. Not by itself: from there every number would take a pointer.</summary>
    public static explicit operator nint(CPointer<T> pointer) => pointer.Address;

    /// <summary>The pointer as one to nothing in particular: <c>void *</c>.</summary>
    public static implicit operator CAddress(CPointer<T> pointer) => new(pointer.Address);

    /// <summary>The pointer for a <c>void *</c> parameter.</summary>
    public static implicit operator CMemory(CPointer<T> pointer) => new(pointer.Address);

    /// <summary>The pointer for a <c>const void *</c> parameter.</summary>
    public static implicit operator CConstMemory(CPointer<T> pointer) => new(pointer.Address);

    /// <summary>The pointer as a variadic argument.</summary>
    public static implicit operator CValue(CPointer<T> pointer) => pointer.Address;

    /// <summary>The pointer some elements further.</summary>
    public static CPointer<T> operator +(CPointer<T> pointer, nint elements) => new(pointer.Address + (elements * CPortable.SizeOf<T>()));

    /// <summary>The pointer some elements further.</summary>
    public static CPointer<T> operator +(nint elements, CPointer<T> pointer) => pointer + elements;

    /// <summary>The pointer some elements back.</summary>
    public static CPointer<T> operator -(CPointer<T> pointer, nint elements) => new(pointer.Address - (elements * CPortable.SizeOf<T>()));

    /// <summary>How many elements are between two pointers into one array (C11 6.5.6p9).</summary>
    /// <exception cref="CffiTypeException">The distance is not a whole number of elements.</exception>
    public static nint operator -(CPointer<T> left, CPointer<T> right)
    {
        nint bytes = left.Address - right.Address;
        return ElementCount.TryGet(bytes, CPortable.SizeOf<T>(), out long elements) ? (nint)elements : throw InteropErrors.NoDistance(typeof(T), bytes, CPortable.SizeOf<T>());
    }

    /// <summary>Whether the left one points to a place before the right one's.</summary>
    public static bool operator <(CPointer<T> left, CPointer<T> right) => (nuint)left.Address < (nuint)right.Address;

    /// <summary>Whether the left one points to a place behind the right one's.</summary>
    public static bool operator >(CPointer<T> left, CPointer<T> right) => (nuint)left.Address > (nuint)right.Address;

    /// <summary>Whether the left one points to the same place as the right one, or before it.</summary>
    public static bool operator <=(CPointer<T> left, CPointer<T> right) => (nuint)left.Address <= (nuint)right.Address;

    /// <summary>Whether the left one points to the same place as the right one, or behind it.</summary>
    public static bool operator >=(CPointer<T> left, CPointer<T> right) => (nuint)left.Address >= (nuint)right.Address;

    /// <summary>Whether both point to the same place.</summary>
    public static bool operator ==(CPointer<T> left, CPointer<T> right) => left.Address == right.Address;

    /// <summary>Whether they point to different places.</summary>
    public static bool operator !=(CPointer<T> left, CPointer<T> right) => left.Address != right.Address;

    /// <inheritdoc/>
    public bool Equals(CPointer<T> other) => Address == other.Address;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is CPointer<T> other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => Address.GetHashCode();

    /// <summary>The address, in hexadecimal digits.</summary>
    public override string ToString() => $"0x{Address:x}";

    // A reference to more bytes than C has there would reach what is behind them.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private nint NotNull(bool isWhole) =>
        Address == 0 ? throw InteropErrors.NullPointer(typeof(T))
        : isWhole && CPortable.SizeOf<T>() != sizeof(T) ? throw InteropErrors.NotInPlace(typeof(T))
        : Address;
}
