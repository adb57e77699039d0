namespace Cffi.Interop;

/// <summary>A pointer of C to what is not changed through it (<c>const T *</c>), usable without <c>unsafe</c>. Nothing is checked but null.</summary>
/// <typeparam name="T">The type of the elements.</typeparam>
/// <remarks>It does not own the memory, which is valid as long as C guarantees.</remarks>
public readonly unsafe struct CConstPointer<T> : IEquatable<CConstPointer<T>>
    where T : unmanaged
{
    /// <summary>Makes a pointer from an address.</summary>
    public CConstPointer(nint address) => Address = address;

    /// <summary>The address; 0 for a null pointer.</summary>
    public nint Address { get; }

    /// <summary>Whether it is a null pointer.</summary>
    public bool IsNull => Address == 0;

    /// <summary>A reference to the element at the address.</summary>
    /// <exception cref="CffiNullPointerException">The pointer is null.</exception>
    /// <exception cref="CffiUnsupportedException">C's struct is smaller than the C# struct on this platform; use <see cref="Load"/>.</exception>
    public ref readonly T Value => ref this[0];

    /// <summary>A reference to an element of the array that it points into.</summary>
    /// <param name="index">The index in elements; the bounds are not checked.</param>
    /// <exception cref="CffiNullPointerException">The pointer is null.</exception>
    // The address belongs to C and is valid as long as C guarantees.
    public ref readonly T this[nint index] => ref Changeable[index];

    /// <summary>Copies an element; also right for structs whose layout differs between platforms.</summary>
    /// <param name="index">In elements as C has them.</param>
    /// <exception cref="CffiNullPointerException">The pointer is null.</exception>
    public T Load(nint index = 0) => Changeable.Load(index);

    /// <summary>The elements from the address.</summary>
    /// <param name="length">The number of elements; it is not checked.</param>
    /// <exception cref="CffiNullPointerException">The pointer is null and the length is not 0.</exception>
    // The address belongs to C and is valid as long as C guarantees.
    public ReadOnlySpan<T> AsSpan(int length) => Changeable.AsSpan(length);

    /// <summary>Converts a pointer of C#.</summary>
    public static implicit operator CConstPointer<T>(T* pointer) => new((nint)pointer);

    /// <summary>A pointer through which it may be changed.</summary>
    public static implicit operator CConstPointer<T>(CPointer<T> pointer) => new(pointer.Address);

    /// <summary>The pointer without <c>const</c>, as a cast of C: what it points to may be changed through the result.</summary>
    public static explicit operator CPointer<T>(CConstPointer<T> pointer) => new(pointer.Address);

    /// <summary>Converts to a pointer of C#.</summary>
    public static implicit operator T*(CConstPointer<T> pointer) => (T*)pointer.Address;

    /// <summary>Gives an address a type. The memory must hold elements of that type.</summary>
    public static explicit operator CConstPointer<T>(CAddress address) => new(address.Address);

    /// <summary>Converts to the address. The conversion is explicit, because otherwise every number would accept a pointer.</summary>
    public static explicit operator nint(CConstPointer<T> pointer) => pointer.Address;

    /// <summary>Converts to <c>void *</c>.</summary>
    public static implicit operator CAddress(CConstPointer<T> pointer) => new(pointer.Address);

    /// <summary>The pointer for a <c>const void *</c> parameter.</summary>
    public static implicit operator CConstMemory(CConstPointer<T> pointer) => new(pointer.Address);

    /// <summary>Converts to a variadic argument.</summary>
    public static implicit operator CValue(CConstPointer<T> pointer) => pointer.Address;

    /// <summary>The pointer plus a number of elements.</summary>
    public static CConstPointer<T> operator +(CConstPointer<T> pointer, nint elements) => pointer.Changeable + elements;

    /// <summary>The pointer plus a number of elements.</summary>
    public static CConstPointer<T> operator +(nint elements, CConstPointer<T> pointer) => pointer + elements;

    /// <summary>The pointer minus a number of elements.</summary>
    public static CConstPointer<T> operator -(CConstPointer<T> pointer, nint elements) => pointer.Changeable - elements;

    /// <summary>The number of elements between two pointers into one array (C11 6.5.6p9).</summary>
    /// <exception cref="CffiTypeException">The distance is not a whole number of elements.</exception>
    public static nint operator -(CConstPointer<T> left, CConstPointer<T> right) => left.Changeable - right.Changeable;

    /// <summary>Whether the left address is lower than the right address.</summary>
    public static bool operator <(CConstPointer<T> left, CConstPointer<T> right) => (nuint)left.Address < (nuint)right.Address;

    /// <summary>Whether the left address is higher than the right address.</summary>
    public static bool operator >(CConstPointer<T> left, CConstPointer<T> right) => (nuint)left.Address > (nuint)right.Address;

    /// <summary>Whether the left address is lower than or equal to the right address.</summary>
    public static bool operator <=(CConstPointer<T> left, CConstPointer<T> right) => (nuint)left.Address <= (nuint)right.Address;

    /// <summary>Whether the left address is higher than or equal to the right address.</summary>
    public static bool operator >=(CConstPointer<T> left, CConstPointer<T> right) => (nuint)left.Address >= (nuint)right.Address;

    /// <summary>Whether both have the same address.</summary>
    public static bool operator ==(CConstPointer<T> left, CConstPointer<T> right) => left.Address == right.Address;

    /// <summary>Whether the addresses differ.</summary>
    public static bool operator !=(CConstPointer<T> left, CConstPointer<T> right) => left.Address != right.Address;

    /// <inheritdoc/>
    public bool Equals(CConstPointer<T> other) => Address == other.Address;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is CConstPointer<T> other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => Address.GetHashCode();

    /// <summary>The address, in hexadecimal digits.</summary>
    public override string ToString() => $"0x{Address:x}";

    // One way to the elements: what CPointer checks is checked here.
    private CPointer<T> Changeable => new(Address);
}
