namespace Cffi.Types;

/// <summary>A pointer type; obtained from <see cref="CType.PointerTo"/>.</summary>
public sealed class CPointerType : CType
{
    internal CPointerType(CType item)
        : base(item.IsImmortal, item.Depth + 1, item.Weight + 1)
    {
        Item = item;
    }

    /// <inheritdoc/>
    public override CTypeKind Kind => CTypeKind.Pointer;

    /// <summary>The type pointed to, with its qualifiers.</summary>
    public CType Item { get; }
}
