using Cffi.Backend.Native.Conversion;
using Cffi.Backend.Native.Values;

namespace Cffi.Interop;

/// <summary>A <c>wchar_t *</c> of C: UTF-16 on Windows, UTF-32 elsewhere, up to a NUL.</summary>
/// <remarks>
/// It does not own the text: valid as long as C says so. It is a string wherever one is wanted: printed, assigned, compared
/// with a string; two of them are equal where they point to the same place, as in C.
/// </remarks>
public readonly unsafe struct CWideString : IEquatable<CWideString>
{
    /// <summary>Makes one of an address.</summary>
    public CWideString(nint address) => Address = address;

    /// <summary>The address; 0 for a null pointer.</summary>
    public nint Address { get; }

    /// <summary>Whether it is a null pointer.</summary>
    public bool IsNull => Address == 0;

    /// <summary>The bytes of the characters up to the NUL, two or four for each; empty for a null pointer.</summary>
    // The address is C's, valid as long as C says, with a NUL at its end.
    public ReadOnlySpan<byte> Bytes => IsNull ? default : TextDecoder.UntilNul(Address, NativeType.WideCharacter);

    /// <summary>Text; null for a null pointer. What is no UTF-32 becomes U+FFFD; units of UTF-16 stay as they are.</summary>
    public static implicit operator string?(CWideString text) => text.IsNull ? null : TextDecoder.Decode(text.Bytes, NativeType.WideCharacter);

    /// <summary>A pointer of C#, as to <c>null</c>.</summary>
    public static implicit operator CWideString(void* pointer) => new((nint)pointer);

    /// <summary>The pointer as one to nothing in particular: <c>void *</c>.</summary>
    public static implicit operator CAddress(CWideString text) => new(text.Address);

    /// <summary>The pointer for a <c>void *</c> parameter.</summary>
    public static implicit operator CMemory(CWideString text) => new(text.Address);

    /// <summary>The pointer for a <c>const void *</c> parameter.</summary>
    public static implicit operator CConstMemory(CWideString text) => new(text.Address);

    /// <summary>The pointer as a variadic argument.</summary>
    public static implicit operator CValue(CWideString text) => text.Address;

    /// <summary>The address. Not by itself: what takes a string as well as numbers is to get the text.</summary>
    public static explicit operator nint(CWideString text) => text.Address;

    /// <summary>Whether both point to the same place.</summary>
    public static bool operator ==(CWideString left, CWideString right) => left.Address == right.Address;

    /// <summary>Whether they point to different places.</summary>
    public static bool operator !=(CWideString left, CWideString right) => left.Address != right.Address;

    /// <summary>Whether C has this text; of null, whether it is a null pointer.</summary>
    public static bool operator ==(CWideString left, string? right) => left.Equals(right);

    /// <summary>Whether C has another text.</summary>
    public static bool operator !=(CWideString left, string? right) => !left.Equals(right);

    /// <summary>Whether C has this text; of null, whether it is a null pointer.</summary>
    public static bool operator ==(string? left, CWideString right) => right.Equals(left);

    /// <summary>Whether C has another text.</summary>
    public static bool operator !=(string? left, CWideString right) => !right.Equals(left);

    /// <inheritdoc/>
    public bool Equals(CWideString other) => Address == other.Address;

    /// <summary>Whether C has this text; of null, whether it is a null pointer.</summary>
    public bool Equals(string? other) => (string?)this == other;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is CWideString other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => Address.GetHashCode();

    /// <summary>The text; empty for a null pointer.</summary>
    public override string ToString() => (string?)this ?? "";
}
