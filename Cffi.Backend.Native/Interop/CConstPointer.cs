using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Cffi.Interop;

/// <summary>A pointer of C to what is not changed through it (<c>const T *</c>), usable without <c>unsafe</c>. Nothing is checked but null.</summary>
/// <typeparam name="T">What it points to.</typeparam>
/// <remarks>It does not own what it points to: valid as long as C says so.</remarks>
public readonly unsafe struct CConstPointer<T> : IEquatable<CConstPointer<T>>
    where T : unmanaged
{
    /// <summary>Makes a pointer of an address.</summary>
    public CConstPointer(nint address) => Address = address;

    /// <summary>The address; 0 for a null pointer.</summary>
    public nint Address { get; }

    /// <summary>Whether it is a null pointer.</summary>
    public bool IsNull => Address == 0;

    /// <summary>What it points to.</summary>
    /// <exception cref="CffiNullPointerException">It is a null pointer.</exception>
    /// <exception cref="CffiUnsupportedException">C's struct is smaller than the C# one here: use <see cref="Load"/>.</exception>
    public ref readonly T Value => ref this[0];

    /// <summary>An element of the array that it points into.</summary>
    /// <param name="index">In elements; nobody knows the bounds.</param>
    /// <exception cref="CffiNullPointerException">It is a null pointer.</exception>
    // The address is C's, valid as long as C says.
    public ref readonly T this[nint index] => ref ((T*)NotNull(isWhole: true))[index];

    /// <summary>A copy of an element; for structs whose layout differs between platforms, right on all of them.</summary>
    /// <param name="index">In elements as C has them.</param>
    /// <exception cref="CffiNullPointerException">It is a null pointer.</exception>
    public T Load(nint index = 0) => CPortable.Load<T>(ref *(byte*)(NotNull(isWhole: false) + (index * CPortable.SizeOf<T>())));

    /// <summary>The elements from here on.</summary>
    /// <param name="length">How many there are; nobody checks.</param>
    /// <exception cref="CffiNullPointerException">It is a null pointer and the length is not 0.</exception>
    // The address is C's, valid as long as C says.
    public ReadOnlySpan<T> AsSpan(int length) => length == 0 ? default : new ReadOnlySpan<T>((void*)NotNull(isWhole: true), length);

    /// <summary>A pointer of C#.</summary>
    public static implicit operator CConstPointer<T>(T* pointer) => new((nint)pointer);

    /// <summary>A pointer through which it may be changed.</summary>
    public static implicit operator CConstPointer<T>(CPointer<T> pointer) => new(pointer.Address);

    /// <summary>The pointer without <c>const</c>, as a cast of C: what it points to may be changed through the result.</summary>
    public static explicit operator CPointer<T>(CConstPointer<T> pointer) => new(pointer.Address);

    /// <summary>The pointer of C#.</summary>
    public static implicit operator T*(CConstPointer<T> pointer) => (T*)pointer.Address;

    /// <summary>The address. Not by itself: from there every number would take a pointer.</summary>
    public static explicit operator nint(CConstPointer<T> pointer) => pointer.Address;

    /// <summary>The pointer as one to nothing in particular: <c>void *</c>.</summary>
    public static implicit operator CAddress(CConstPointer<T> pointer) => new(pointer.Address);

    /// <summary>The pointer for a <c>const void *</c> parameter.</summary>
    public static implicit operator CConstMemory(CConstPointer<T> pointer) => new(pointer.Address);

    /// <summary>The pointer as a variadic argument.</summary>
    public static implicit operator CValue(CConstPointer<T> pointer) => pointer.Address;

    /// <summary>The pointer some elements further.</summary>
    public static CConstPointer<T> operator +(CConstPointer<T> pointer, nint elements) => new(pointer.Address + (elements * CPortable.SizeOf<T>()));

    /// <summary>The pointer some elements further.</summary>
    public static CConstPointer<T> operator +(nint elements, CConstPointer<T> pointer) => pointer + elements;

    /// <summary>The pointer some elements back.</summary>
    public static CConstPointer<T> operator -(CConstPointer<T> pointer, nint elements) => new(pointer.Address - (elements * CPortable.SizeOf<T>()));

    /// <summary>How many elements are between two pointers into one array (C11 6.5.6p9).</summary>
    /// <exception cref="CffiTypeException">The distance is not a whole number of elements.</exception>
    public static nint operator -(CConstPointer<T> left, CConstPointer<T> right) => new CPointer<T>(left.Address) - new CPointer<T>(right.Address);

    /// <summary>Whether the left one points to a place before the right one's.</summary>
    public static bool operator <(CConstPointer<T> left, CConstPointer<T> right) => (nuint)left.Address < (nuint)right.Address;

    /// <summary>Whether the left one points to a place behind the right one's.</summary>
    public static bool operator >(CConstPointer<T> left, CConstPointer<T> right) => (nuint)left.Address > (nuint)right.Address;

    /// <summary>Whether the left one points to the same place as the right one, or before it.</summary>
    public static bool operator <=(CConstPointer<T> left, CConstPointer<T> right) => (nuint)left.Address <= (nuint)right.Address;

    /// <summary>Whether the left one points to the same place as the right one, or behind it.</summary>
    public static bool operator >=(CConstPointer<T> left, CConstPointer<T> right) => (nuint)left.Address >= (nuint)right.Address;

    /// <summary>Whether both point to the same place.</summary>
    public static bool operator ==(CConstPointer<T> left, CConstPointer<T> right) => left.Address == right.Address;

    /// <summary>Whether they point to different places.</summary>
    public static bool operator !=(CConstPointer<T> left, CConstPointer<T> right) => left.Address != right.Address;

    /// <inheritdoc/>
    public bool Equals(CConstPointer<T> other) => Address == other.Address;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is CConstPointer<T> other && Equals(other);

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
