using System.Numerics;

namespace Cffi.Types;

/// <summary>An enumeration constant.</summary>
public sealed record CEnumerator
{
    /// <summary>Makes the type.</summary>
    /// <param name="name">The name.</param>
    /// <param name="value">The value.</param>
    /// <param name="isPartial">Whether only the compiler knows the value (<c>A = ...</c>); then the value here is 0.</param>
    public CEnumerator(string name, BigInteger value, bool isPartial = false)
    {
        Name = name;
        Value = value;
        IsPartial = isPartial;
    }

    /// <summary>The name.</summary>
    public string Name { get; init; }

    /// <summary>The value.</summary>
    public BigInteger Value { get; init; }

    /// <summary>Whether only the compiler knows the value (<c>A = ...</c>); then the value here is 0.</summary>
    public bool IsPartial { get; init; }

    /// <summary>The C comment before the enumerator or behind it, without its markers; null if there is none.</summary>
    public string? Comment { get; init; }

    /// <summary>Whether both are the same constant; comments do not count.</summary>
    public bool Equals(CEnumerator? other) => other is not null && Name == other.Name && Value == other.Value && IsPartial == other.IsPartial;

    /// <inheritdoc/>
    public override int GetHashCode() => Name.GetHashCode() ^ Value.GetHashCode();
}
