namespace Cffi.Types;

/// <summary><c>void</c>: the incomplete type that cannot be completed (C11 6.2.5p19).</summary>
public sealed class CVoidType : CType
{
    private CVoidType()
        : base(isImmortal: true)
    {
    }

    /// <summary>The one <c>void</c> type.</summary>
    public static CVoidType Instance { get; } = new();

    /// <inheritdoc/>
    public override CTypeKind Kind => CTypeKind.Void;
}
