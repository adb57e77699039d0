using System.Runtime.InteropServices;
using System.Text;

namespace Cffi.Interop;

/// <summary>A <c>char *</c> or <c>const unsigned char *</c> of C: UTF-8 text up to a NUL, or just bytes.</summary>
/// <remarks>
/// It does not own the text: valid as long as C says so. It is a string wherever one is wanted: printed, assigned, compared
/// with a string; two of them are equal where they point to the same place, as in C.
/// </remarks>
public readonly unsafe struct CString : IEquatable<CString>
{
    /// <summary>Makes one of an address.</summary>
    public CString(nint address) => Address = address;

    /// <summary>The address; 0 for a null pointer.</summary>
    public nint Address { get; }

    /// <summary>Whether it is a null pointer.</summary>
    public bool IsNull => Address == 0;

    /// <summary>The bytes up to the NUL; empty for a null pointer.</summary>
    // The address is C's, valid as long as C says, with a NUL at its end.
    public ReadOnlySpan<byte> Bytes => IsNull ? default : MemoryMarshal.CreateReadOnlySpanFromNullTerminated((byte*)Address);

    /// <summary>A byte from here on, of what is no text; nobody knows the bounds.</summary>
    /// <param name="index">In bytes.</param>
    /// <exception cref="CffiNullPointerException">It is a null pointer.</exception>
    public byte this[nint index] => new CPointer<byte>(Address)[index];

    /// <summary>The bytes from here on, of what is no text.</summary>
    /// <param name="length">How many there are; nobody checks.</param>
    /// <exception cref="CffiNullPointerException">It is a null pointer and the length is not 0.</exception>
    public ReadOnlySpan<byte> AsSpan(int length) => new CPointer<byte>(Address).AsSpan(length);

    /// <summary>Text; null for a null pointer. What is not UTF-8 becomes U+FFFD.</summary>
    public static implicit operator string?(CString text) => text.IsNull ? null : Encoding.UTF8.GetString(text.Bytes);

    /// <summary>A pointer of C#.</summary>
    public static implicit operator CString(byte* pointer) => new((nint)pointer);

    /// <summary>The pointer of C#.</summary>
    public static implicit operator byte*(CString text) => (byte*)text.Address;

    /// <summary>The pointer as one to bytes.</summary>
    public static implicit operator CPointer<byte>(CString text) => new(text.Address);

    /// <summary>Bytes taken as text.</summary>
    public static implicit operator CString(CPointer<byte> pointer) => new(pointer.Address);

    /// <summary>The pointer as one to nothing in particular: <c>void *</c>.</summary>
    public static implicit operator CAddress(CString text) => new(text.Address);

    /// <summary>The pointer for a <c>void *</c> parameter.</summary>
    public static implicit operator CMemory(CString text) => new(text.Address);

    /// <summary>The pointer for a <c>const void *</c> parameter.</summary>
    public static implicit operator CConstMemory(CString text) => new(text.Address);

    /// <summary>The pointer for a <c>char *</c> parameter: C may write there.</summary>
    public static implicit operator CArray<byte>(CString text) => new CPointer<byte>(text.Address);

    /// <summary>The pointer for a parameter of constant bytes.</summary>
    public static implicit operator CConstArray<byte>(CString text) => new CPointer<byte>(text.Address);

    /// <summary>The pointer as a variadic argument.</summary>
    public static implicit operator CValue(CString text) => text.Address;

    /// <summary>The address. Not by itself: what takes a string as well as numbers is to get the text.</summary>
    public static explicit operator nint(CString text) => text.Address;

    /// <summary>Whether both point to the same place.</summary>
    public static bool operator ==(CString left, CString right) => left.Address == right.Address;

    /// <summary>Whether they point to different places.</summary>
    public static bool operator !=(CString left, CString right) => left.Address != right.Address;

    /// <summary>Whether C has this text; of null, whether it is a null pointer.</summary>
    public static bool operator ==(CString left, string? right) => left.Equals(right);

    /// <summary>Whether C has another text.</summary>
    public static bool operator !=(CString left, string? right) => !left.Equals(right);

    /// <summary>Whether C has this text; of null, whether it is a null pointer.</summary>
    public static bool operator ==(string? left, CString right) => right.Equals(left);

    /// <summary>Whether C has another text.</summary>
    public static bool operator !=(string? left, CString right) => !right.Equals(left);

    /// <inheritdoc/>
    public bool Equals(CString other) => Address == other.Address;

    /// <summary>Whether C has this text; of null, whether it is a null pointer.</summary>
    public bool Equals(string? other) => (string?)this == other;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is CString other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => Address.GetHashCode();

    /// <summary>The text; empty for a null pointer.</summary>
    public override string ToString() => (string?)this ?? "";
}
