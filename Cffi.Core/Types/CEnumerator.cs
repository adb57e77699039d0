using System.Numerics;

namespace Cffi.Types;

/// <summary>An enumeration constant.</summary>
public sealed record CEnumerator
{
    /// <summary>Makes one.</summary>
    /// <param name="name">The name.</param>
    /// <param name="value">The value.</param>
    /// <param name="isPartial">Whether the value is left to the compiler (<c>A = ...</c>); then it is 0 here.</param>
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

    /// <summary>Whether the value is left to the compiler (<c>A = ...</c>); then it is 0 here.</summary>
    public bool IsPartial { get; init; }

    /// <summary>The C comment before the enumerator or behind it, without its marks; null where there is none.</summary>
    public string? Comment { get; init; }

    /// <summary>Whether both are the same constant; what is said of it does not count.</summary>
    public bool Equals(CEnumerator? other) => other is not null && Name == other.Name && Value == other.Value && IsPartial == other.IsPartial;

    /// <inheritdoc/>
    public override int GetHashCode() => Name.GetHashCode() ^ Value.GetHashCode();
}
