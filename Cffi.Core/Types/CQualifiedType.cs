namespace Cffi.Types;

/// <summary>
/// A type with qualifiers; obtained from <see cref="CType.Qualified"/>. What is qualified is never itself a
/// qualified type, an array or a function.
/// </summary>
public sealed class CQualifiedType : CType
{
    internal CQualifiedType(CType unqualified, CQualifiers qualifiers)
        : base(unqualified.IsImmortal, unqualified.Depth, unqualified.Weight)
    {
        Unqualified = unqualified;
        Qualifiers = qualifiers;
    }

    /// <inheritdoc/>
    public override CTypeKind Kind => Unqualified.Kind;

    /// <inheritdoc/>
    public override CType Unqualified { get; }

    /// <inheritdoc/>
    public override CQualifiers Qualifiers { get; }
}
