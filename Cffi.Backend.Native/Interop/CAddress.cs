using System.ComponentModel;

namespace Cffi.Interop;

/// <summary>C's <c>void *</c>: an address without a type. As in C, every pointer converts to it implicitly.</summary>
/// <remarks>It does not own the memory, which is valid as long as C guarantees.</remarks>
public readonly unsafe struct CAddress : IEquatable<CAddress>
{
    /// <summary>Makes an address from a number.</summary>
    public CAddress(nint address) => Address = address;

    /// <summary>The address; 0 for a null pointer.</summary>
    public nint Address { get; }

    /// <summary>Whether it is a null pointer.</summary>
    public bool IsNull => Address == 0;

    /// <summary>Converts a number to an address.</summary>
    public static implicit operator CAddress(nint address) => new(address);

    /// <summary>Converts a pointer of C#.</summary>
    public static implicit operator CAddress(void* pointer) => new((nint)pointer);

    /// <summary>Converts to the address as a number. The conversion is explicit, because otherwise every number would accept a pointer.</summary>
    public static explicit operator nint(CAddress address) => address.Address;

    /// <summary>Converts to a pointer of C#.</summary>
    public static explicit operator void*(CAddress address) => (void*)address.Address;

    /// <summary>Converts the address to a variadic argument.</summary>
    public static implicit operator CValue(CAddress address) => address.Address;

    /// <summary>Whether both are the same address.</summary>
    public static bool operator ==(CAddress left, CAddress right) => left.Address == right.Address;

    /// <summary>Whether the addresses differ.</summary>
    public static bool operator !=(CAddress left, CAddress right) => left.Address != right.Address;

    /// <inheritdoc/>
    public bool Equals(CAddress other) => Address == other.Address;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is CAddress other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => Address.GetHashCode();

    /// <summary>The address, in hexadecimal digits.</summary>
    public override string ToString() => Text(Address);

    /// <summary>An address in hexadecimal digits; for generated code.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public static string Text(nint address) => $"0x{address:x}";
}
