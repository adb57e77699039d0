namespace Cffi.Types;

/// <summary>
/// A typedef name that gives a type another alignment (GNU <c>typedef int T __attribute__((aligned(8)));</c>), or a type
/// name that does (<c>char __attribute__((aligned(8)))</c>). It counts as the type itself in all but layout, so
/// <see cref="CType.Unqualified"/> is that of the type.
/// </summary>
public sealed class CAlignedType : CType
{
    private readonly CAlignedType root;
    private CAlignedType?[]? qualified;

    /// <summary>Makes the type of a typedef name.</summary>
    /// <param name="name">The typedef name, or what C writes for it.</param>
    /// <param name="item">The type.</param>
    /// <param name="alignment">The alignment in bytes.</param>
    public CAlignedType(string name, CType item, int alignment)
    {
        Name = name;
        Item = item;
        Alignment = alignment;
        root = this;
    }

    private CAlignedType(CAlignedType root, CQualifiers added)
        : this(root.Name, root.Item.Qualified(added), root.Alignment)
    {
        this.root = root;
        AddedQualifiers = added;
    }

    /// <inheritdoc/>
    public override CTypeKind Kind => Item.Kind;

    /// <summary>The typedef name, or what C writes where there is none.</summary>
    public string Name { get; }

    /// <summary>The type, with its qualifiers.</summary>
    public CType Item { get; }

    /// <summary>The alignment in bytes.</summary>
    public int Alignment { get; }

    /// <summary>The qualifiers that stand beside the name.</summary>
    public CQualifiers AddedQualifiers { get; }

    /// <inheritdoc/>
    public override CType Unqualified => Item.Unqualified;

    /// <inheritdoc/>
    public override CQualifiers Qualifiers => Item.Qualifiers;

    /// <summary>The type of the name alone.</summary>
    internal CAlignedType Root => root;

    internal CAlignedType WithAdded(CQualifiers more)
    {
        CQualifiers all = AddedQualifiers | more;
        if (all == AddedQualifiers)
        {
            return this;
        }

        CAlignedType?[] table = root.qualified ?? Interlocked.CompareExchange(ref root.qualified, new CAlignedType?[16], null) ?? root.qualified;
        ref CAlignedType? slot = ref table[(int)all];
        return slot ?? Interlocked.CompareExchange(ref slot, new CAlignedType(root, all), null) ?? slot;
    }
}
