using System.Runtime.InteropServices;
using System.Text;

namespace Cffi.Interop;

/// <summary>A C <c>char *</c> or <c>const unsigned char *</c>: UTF-8 text up to a NUL, or bytes.</summary>
/// <remarks>
/// It does not own the text, which is valid as long as C guarantees. It converts to a string where a string is needed: when printed, assigned, or compared
/// with a string. As in C, two of them are equal if they have the same address.
/// </remarks>
public readonly unsafe struct CString : IEquatable<CString>
{
    /// <summary>Makes a string from an address.</summary>
    public CString(nint address) => Address = address;

    /// <summary>The address; 0 for a null pointer.</summary>
    public nint Address { get; }

    /// <summary>Whether it is a null pointer.</summary>
    public bool IsNull => Address == 0;

    /// <summary>The bytes up to the NUL; empty for a null pointer.</summary>
    // The address belongs to C, is valid as long as C guarantees, and has a NUL at its end.
    public ReadOnlySpan<byte> Bytes => IsNull ? default : MemoryMarshal.CreateReadOnlySpanFromNullTerminated((byte*)Address);

    /// <summary>The byte at an index, for data that is not text; the bounds are not checked.</summary>
    /// <param name="index">In bytes.</param>
    /// <exception cref="CffiNullPointerException">The pointer is null.</exception>
    public byte this[nint index] => new CPointer<byte>(Address)[index];

    /// <summary>The bytes from the address, for data that is not text.</summary>
    /// <param name="length">The number of elements; it is not checked.</param>
    /// <exception cref="CffiNullPointerException">The pointer is null and the length is not 0.</exception>
    public ReadOnlySpan<byte> AsSpan(int length) => new CPointer<byte>(Address).AsSpan(length);

    /// <summary>Converts to a string; null for a null pointer. Bytes that are not UTF-8 become U+FFFD.</summary>
    public static implicit operator string?(CString text) => text.IsNull ? null : Encoding.UTF8.GetString(text.Bytes);

    /// <summary>Converts a pointer of C#.</summary>
    public static implicit operator CString(byte* pointer) => new((nint)pointer);

    /// <summary>Converts to a pointer of C#.</summary>
    public static implicit operator byte*(CString text) => (byte*)text.Address;

    /// <summary>Converts to a pointer to bytes.</summary>
    public static implicit operator CPointer<byte>(CString text) => new(text.Address);

    /// <summary>Converts a pointer to bytes to text.</summary>
    public static implicit operator CString(CPointer<byte> pointer) => new(pointer.Address);

    /// <summary>Converts to <c>void *</c>.</summary>
    public static implicit operator CAddress(CString text) => new(text.Address);

    /// <summary>The pointer for a <c>void *</c> parameter.</summary>
    public static implicit operator CMemory(CString text) => new(text.Address);

    /// <summary>The pointer for a <c>const void *</c> parameter.</summary>
    public static implicit operator CConstMemory(CString text) => new(text.Address);

    /// <summary>The pointer for a <c>char *</c> parameter: C may write there.</summary>
    public static implicit operator CArray<byte>(CString text) => new CPointer<byte>(text.Address);

    /// <summary>The pointer for a parameter of constant bytes.</summary>
    public static implicit operator CConstArray<byte>(CString text) => new CPointer<byte>(text.Address);

    /// <summary>Converts to a variadic argument.</summary>
    public static implicit operator CValue(CString text) => text.Address;

    /// <summary>Converts to the address. The conversion is explicit, so that overloads with a string and numbers get the text.</summary>
    public static explicit operator nint(CString text) => text.Address;

    /// <summary>Takes an address as that of a text. The memory must hold one that ends with a NUL.</summary>
    public static explicit operator CString(CAddress address) => new(address.Address);

    /// <summary>Whether both have the same address.</summary>
    public static bool operator ==(CString left, CString right) => left.Address == right.Address;

    /// <summary>Whether the addresses differ.</summary>
    public static bool operator !=(CString left, CString right) => left.Address != right.Address;

    /// <summary>Whether the text equals a string; for null, whether the pointer is null.</summary>
    public static bool operator ==(CString left, string? right) => left.Equals(right);

    /// <summary>Whether the text differs from a string.</summary>
    public static bool operator !=(CString left, string? right) => !left.Equals(right);

    /// <summary>Whether the text equals a string; for null, whether the pointer is null.</summary>
    public static bool operator ==(string? left, CString right) => right.Equals(left);

    /// <summary>Whether the text differs from a string.</summary>
    public static bool operator !=(string? left, CString right) => !right.Equals(left);

    /// <inheritdoc/>
    public bool Equals(CString other) => Address == other.Address;

    /// <summary>Whether the text equals a string; for null, whether the pointer is null.</summary>
    public bool Equals(string? other) => (string?)this == other;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is CString other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => Address.GetHashCode();

    /// <summary>The text; empty for a null pointer.</summary>
    public override string ToString() => (string?)this ?? "";
}
