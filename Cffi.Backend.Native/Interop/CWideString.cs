using System.Runtime.InteropServices;
using System.Text;
using Cffi.Backend.Native.Memory;

namespace Cffi.Interop;

/// <summary>A <c>wchar_t *</c> of C: UTF-16 on Windows, UTF-32 elsewhere, up to a NUL.</summary>
/// <remarks>It does not own the text: valid as long as C says so.</remarks>
public readonly unsafe struct CWideString : IEquatable<CWideString>
{
    /// <summary>Makes one of an address.</summary>
    public CWideString(nint address) => Address = address;

    /// <summary>The address; 0 for a null pointer.</summary>
    public nint Address { get; }

    /// <summary>Whether it is a null pointer.</summary>
    public bool IsNull => Address == 0;

    /// <summary>Text; null for a null pointer. What is no character becomes U+FFFD.</summary>
    // The address is C's, valid as long as C says, with a NUL at its end.
    public static implicit operator string?(CWideString text)
    {
        if (text.IsNull)
        {
            return null;
        }

        if (HostTarget.Current.WCharSize == 2)
        {
            return new string((char*)text.Address);
        }

        int length = 0;
        while (((int*)text.Address)[length] != 0)
        {
            length++;
        }

        return Encoding.UTF32.GetString((byte*)text.Address, checked(length * sizeof(int)));
    }

    /// <summary>The pointer as one to nothing in particular.</summary>
    public static implicit operator nint(CWideString text) => text.Address;

    /// <summary>Whether both point to the same place.</summary>
    public static bool operator ==(CWideString left, CWideString right) => left.Address == right.Address;

    /// <summary>Whether they point to different places.</summary>
    public static bool operator !=(CWideString left, CWideString right) => left.Address != right.Address;

    /// <inheritdoc/>
    public bool Equals(CWideString other) => Address == other.Address;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is CWideString other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => Address.GetHashCode();

    /// <summary>The text; empty for a null pointer.</summary>
    public override string ToString() => (string?)this ?? "";
}
