using System.Numerics;

namespace Cffi;

/// <summary>An enumeration constant.</summary>
/// <param name="Name">The name.</param>
/// <param name="Value">The value.</param>
/// <param name="IsPartial">Whether the value is left to the compiler (<c>A = ...</c>); then it is 0 here.</param>
public sealed record CEnumerator(string Name, BigInteger Value, bool IsPartial = false)
{
    /// <summary>The C comment before the enumerator or behind it, without its marks; null where there is none.</summary>
    public string? Comment { get; init; }

    /// <summary>Whether both are the same constant; what is said of it does not count.</summary>
    public bool Equals(CEnumerator? other) => other is not null && Name == other.Name && Value == other.Value && IsPartial == other.IsPartial;

    /// <inheritdoc/>
    public override int GetHashCode() => Name.GetHashCode() ^ Value.GetHashCode();
}
