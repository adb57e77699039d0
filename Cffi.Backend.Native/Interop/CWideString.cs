using Cffi.Backend.Native.Conversion;
using Cffi.Backend.Native.Values;

namespace Cffi.Interop;

/// <summary>A C <c>wchar_t *</c>: UTF-16 on Windows, UTF-32 elsewhere, up to a NUL.</summary>
/// <remarks>
/// It does not own the text, which is valid as long as C guarantees. It converts to a string where a string is needed: when printed, assigned, or compared
/// with a string. As in C, two of them are equal if they have the same address.
/// </remarks>
public readonly unsafe struct CWideString : IEquatable<CWideString>
{
    /// <summary>Makes a string from an address.</summary>
    public CWideString(nint address) => Address = address;

    /// <summary>The address; 0 for a null pointer.</summary>
    public nint Address { get; }

    /// <summary>Whether it is a null pointer.</summary>
    public bool IsNull => Address == 0;

    /// <summary>The bytes of the characters up to the NUL, two or four for each; empty for a null pointer.</summary>
    // The address belongs to C, is valid as long as C guarantees, and has a NUL at its end.
    public ReadOnlySpan<byte> Bytes => IsNull ? default : TextDecoder.UntilNul(Address, NativeType.WideCharacter);

    /// <summary>Text; null for a null pointer. What is no UTF-32 becomes U+FFFD; units of UTF-16 stay as they are.</summary>
    public static implicit operator string?(CWideString text) => text.IsNull ? null : TextDecoder.Decode(text.Bytes, NativeType.WideCharacter);

    /// <summary>Converts a pointer of C#, for example <c>null</c>.</summary>
    public static implicit operator CWideString(void* pointer) => new((nint)pointer);

    /// <summary>Converts to <c>void *</c>.</summary>
    public static implicit operator CAddress(CWideString text) => new(text.Address);

    /// <summary>The pointer for a <c>void *</c> parameter.</summary>
    public static implicit operator CMemory(CWideString text) => new(text.Address);

    /// <summary>The pointer for a <c>const void *</c> parameter.</summary>
    public static implicit operator CConstMemory(CWideString text) => new(text.Address);

    /// <summary>Converts to a variadic argument.</summary>
    public static implicit operator CValue(CWideString text) => text.Address;

    /// <summary>Converts to the address. The conversion is explicit, so that overloads with a string and numbers get the text.</summary>
    public static explicit operator nint(CWideString text) => text.Address;

    /// <summary>Takes an address as that of a text. The memory must hold one that ends with a NUL.</summary>
    public static explicit operator CWideString(CAddress address) => new(address.Address);

    /// <summary>Whether both have the same address.</summary>
    public static bool operator ==(CWideString left, CWideString right) => left.Address == right.Address;

    /// <summary>Whether the addresses differ.</summary>
    public static bool operator !=(CWideString left, CWideString right) => left.Address != right.Address;

    /// <summary>Whether the text equals a string; for null, whether the pointer is null.</summary>
    public static bool operator ==(CWideString left, string? right) => left.Equals(right);

    /// <summary>Whether the text differs from a string.</summary>
    public static bool operator !=(CWideString left, string? right) => !left.Equals(right);

    /// <summary>Whether the text equals a string; for null, whether the pointer is null.</summary>
    public static bool operator ==(string? left, CWideString right) => right.Equals(left);

    /// <summary>Whether the text differs from a string.</summary>
    public static bool operator !=(string? left, CWideString right) => !right.Equals(left);

    /// <inheritdoc/>
    public bool Equals(CWideString other) => Address == other.Address;

    /// <summary>Whether the text equals a string; for null, whether the pointer is null.</summary>
    public bool Equals(string? other) => (string?)this == other;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is CWideString other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => Address.GetHashCode();

    /// <summary>The text; empty for a null pointer.</summary>
    public override string ToString() => (string?)this ?? "";
}
