namespace Cffi.Types;

/// <summary>The length of an array type, in elements, or the reason why there is none.</summary>
public readonly record struct CArrayLength
{
    private CArrayLength(CArrayLengthKind kind, long count)
    {
        Kind = kind;
        Count = count;
    }

    /// <summary>The length <c>[]</c>.</summary>
    public static CArrayLength Unspecified => new(CArrayLengthKind.Unspecified, 0);

    /// <summary>The length <c>[...]</c>.</summary>
    public static CArrayLength Partial => new(CArrayLengthKind.Partial, 0);

    /// <summary>The length <c>[*]</c>.</summary>
    public static CArrayLength Variable => new(CArrayLengthKind.Variable, 0);

    /// <summary>What is known.</summary>
    public CArrayLengthKind Kind { get; }

    /// <summary>The number of elements; 0 unless <see cref="IsKnown"/>.</summary>
    public long Count { get; }

    /// <summary>Whether the length is a constant.</summary>
    public bool IsKnown => Kind == CArrayLengthKind.Known;

    /// <inheritdoc />
    public bool Equals(CArrayLength other) => Kind == other.Kind && Count == other.Count;

    /// <inheritdoc />
    public override int GetHashCode() => ((int)Kind * 397) ^ Count.GetHashCode();

    /// <summary>A constant length.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> is negative.</exception>
    public static CArrayLength Known(long count) => count >= 0
        ? new(CArrayLengthKind.Known, count)
        : throw new ArgumentOutOfRangeException(nameof(count));
}
