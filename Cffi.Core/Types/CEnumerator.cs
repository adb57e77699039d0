using System.Numerics;

namespace Cffi;

/// <summary>An enumeration constant.</summary>
/// <param name="Name">The name.</param>
/// <param name="Value">The value.</param>
/// <param name="IsPartial">Whether only the compiler knows the value (<c>A = ...</c>); then the value here is 0.</param>
public sealed record CEnumerator(string Name, BigInteger Value, bool IsPartial = false)
{
    /// <summary>The C comment before or after the enumerator, without its markers; null if there is none.</summary>
    public string? Comment { get; init; }

    /// <summary>Whether both are the same constant; comments do not count.</summary>
    public bool Equals(CEnumerator? other) => other is not null && Name == other.Name && Value == other.Value && IsPartial == other.IsPartial;

    /// <inheritdoc/>
    public override int GetHashCode() => Name.GetHashCode() ^ Value.GetHashCode();
}
