using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Cffi.Backend.Native.Memory;

namespace Cffi.Interop;

/// <summary>A C pointer for code without <c>unsafe</c>. Only null is checked.</summary>
/// <typeparam name="T">The type of the elements.</typeparam>
/// <remarks>It does not own the memory, which is valid as long as C guarantees.</remarks>
// Sums are C's, with C's wrapping: the checks that CData makes for each element (PointerArithmetic) would cost as much as the access.
public readonly unsafe struct CPointer<T> : IEquatable<CPointer<T>>
    where T : unmanaged
{
    /// <summary>Makes a pointer from an address.</summary>
    public CPointer(nint address) => Address = address;

    /// <summary>The address; 0 for a null pointer.</summary>
    public nint Address { get; }

    /// <summary>Whether it is a null pointer.</summary>
    public bool IsNull => Address == 0;

    /// <summary>A reference to the element at the address.</summary>
    /// <exception cref="CffiNullPointerException">The pointer is null.</exception>
    /// <exception cref="CffiUnsupportedException">C's struct is smaller than the C# struct on this platform; use <see cref="Load"/> and <see cref="Store"/>.</exception>
    public ref T Value => ref this[0];

    /// <summary>A reference to an element of the array that it points into.</summary>
    /// <param name="index">The index in elements; the bounds are not checked.</param>
    /// <exception cref="CffiNullPointerException">The pointer is null.</exception>
    // The address belongs to C and is valid as long as C guarantees.
    public ref T this[nint index] => ref ((T*)NotNull(isWhole: true))[index];

    /// <summary>Copies an element; also right for structs whose layout differs between platforms.</summary>
    /// <param name="index">In elements as C has them.</param>
    /// <exception cref="CffiNullPointerException">The pointer is null.</exception>
    public T Load(nint index = 0) => CPortable.Load<T>(ref *(byte*)(NotNull(isWhole: false) + (index * CPortable.SizeOf<T>())));

    /// <summary>Sets an element; also right for structs whose layout differs between platforms.</summary>
    /// <param name="value">The value.</param>
    /// <param name="index">In elements as C has them.</param>
    /// <exception cref="CffiNullPointerException">The pointer is null.</exception>
    public void Store(T value, nint index = 0) => CPortable.Store(ref *(byte*)(NotNull(isWhole: false) + (index * CPortable.SizeOf<T>())), value);

    /// <summary>The elements from the address.</summary>
    /// <param name="length">The number of elements; it is not checked.</param>
    /// <exception cref="CffiNullPointerException">The pointer is null and the length is not 0.</exception>
    // The address belongs to C and is valid as long as C guarantees.
    public Span<T> AsSpan(int length) => length == 0 ? default : new Span<T>((void*)NotNull(isWhole: true), length);

    /// <summary>Converts a pointer of C#.</summary>
    public static implicit operator CPointer<T>(T* pointer) => new((nint)pointer);

    /// <summary>Converts to a pointer of C#.</summary>
    public static implicit operator T*(CPointer<T> pointer) => (T*)pointer.Address;

    /// <summary>Gives an address a type. The memory must hold elements of that type.</summary>
    public static explicit operator CPointer<T>(CAddress address) => new(address.Address);

    /// <summary>Converts to the address. The conversion is explicit, because otherwise every number would accept a pointer.</summary>
    public static explicit operator nint(CPointer<T> pointer) => pointer.Address;

    /// <summary>Converts to <c>void *</c>.</summary>
    public static implicit operator CAddress(CPointer<T> pointer) => new(pointer.Address);

    /// <summary>The pointer for a <c>void *</c> parameter.</summary>
    public static implicit operator CMemory(CPointer<T> pointer) => new(pointer.Address);

    /// <summary>The pointer for a <c>const void *</c> parameter.</summary>
    public static implicit operator CConstMemory(CPointer<T> pointer) => new(pointer.Address);

    /// <summary>Converts to a variadic argument.</summary>
    public static implicit operator CValue(CPointer<T> pointer) => pointer.Address;

    /// <summary>The pointer plus a number of elements.</summary>
    public static CPointer<T> operator +(CPointer<T> pointer, nint elements) => new(pointer.Address + (elements * CPortable.SizeOf<T>()));

    /// <summary>The pointer plus a number of elements.</summary>
    public static CPointer<T> operator +(nint elements, CPointer<T> pointer) => pointer + elements;

    /// <summary>The pointer minus a number of elements.</summary>
    public static CPointer<T> operator -(CPointer<T> pointer, nint elements) => new(pointer.Address - (elements * CPortable.SizeOf<T>()));

    /// <summary>The number of elements between two pointers into one array (C11 6.5.6p9).</summary>
    /// <exception cref="CffiTypeException">The distance is not a whole number of elements.</exception>
    public static nint operator -(CPointer<T> left, CPointer<T> right)
    {
        nint bytes = left.Address - right.Address;
        return ElementCount.TryGet(bytes, CPortable.SizeOf<T>(), out long elements) ? (nint)elements : throw InteropErrors.NoDistance(typeof(T), bytes, CPortable.SizeOf<T>());
    }

    /// <summary>Whether the left address is lower than the right address.</summary>
    public static bool operator <(CPointer<T> left, CPointer<T> right) => (nuint)left.Address < (nuint)right.Address;

    /// <summary>Whether the left address is higher than the right address.</summary>
    public static bool operator >(CPointer<T> left, CPointer<T> right) => (nuint)left.Address > (nuint)right.Address;

    /// <summary>Whether the left address is lower than or equal to the right address.</summary>
    public static bool operator <=(CPointer<T> left, CPointer<T> right) => (nuint)left.Address <= (nuint)right.Address;

    /// <summary>Whether the left address is higher than or equal to the right address.</summary>
    public static bool operator >=(CPointer<T> left, CPointer<T> right) => (nuint)left.Address >= (nuint)right.Address;

    /// <summary>Whether both have the same address.</summary>
    public static bool operator ==(CPointer<T> left, CPointer<T> right) => left.Address == right.Address;

    /// <summary>Whether the addresses differ.</summary>
    public static bool operator !=(CPointer<T> left, CPointer<T> right) => left.Address != right.Address;

    /// <inheritdoc/>
    public bool Equals(CPointer<T> other) => Address == other.Address;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is CPointer<T> other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => Address.GetHashCode();

    /// <summary>The address, in hexadecimal digits.</summary>
    public override string ToString() => $"0x{Address:x}";

    // A reference to more bytes than C has would also cover the memory behind them.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private nint NotNull(bool isWhole) =>
        Address == 0 ? throw InteropErrors.NullPointer(typeof(T))
        : isWhole && CPortable.SizeOf<T>() != sizeof(T) ? throw InteropErrors.NotInPlace(typeof(T))
        : Address;
}
