namespace Cffi.Types;

/// <summary>An array type (C11 6.2.5p20).</summary>
public sealed class CArrayType : CType
{
    private static readonly WeakInternTable<CArrayType> Interned = new();

    private CArrayType(CType item, CArrayLength length)
        : base(isImmortal: false, item.Depth + 1, item.Weight + 1)
    {
        Item = item;
        Length = length;
    }

    /// <inheritdoc/>
    public override CTypeKind Kind => CTypeKind.Array;

    /// <summary>The element type, with its qualifiers.</summary>
    public CType Item { get; }

    /// <summary>The number of elements, or why it is not known.</summary>
    public CArrayLength Length { get; }

    /// <summary>The array type with this element type and length.</summary>
    public static CArrayType Of(CType item, CArrayLength length)
    {
        int hash = (item.GetHashCode() * 397) ^ length.GetHashCode();
        return Interned.GetOrAdd(
            hash,
            new Key(item, length),
            static (candidate, key) => ReferenceEquals(candidate.Item, key.Item) && candidate.Length.Equals(key.Length),
            static key => new CArrayType(key.Item, key.Length));
    }

    // No tuple: code for a type of our own is compiled ahead with this assembly.
    private readonly struct Key(CType item, CArrayLength length)
    {
        public CType Item => item;

        public CArrayLength Length => length;
    }
}
