namespace Cffi.Declarations;

/// <summary>An enum, by its tag or as the body of a typedef.</summary>
public sealed class EnumDeclaration : Declaration
{
    /// <summary>Makes the declaration.</summary>
    /// <param name="type">The enum.</param>
    /// <param name="span">Where it is declared.</param>
    public EnumDeclaration(CEnumType type, SourceSpan span)
        : base(type.Tag ?? "", span)
    {
        Type = type;
    }

    /// <summary>The enum.</summary>
    public CEnumType Type { get; }

    /// <inheritdoc/>
    internal override CType? DeclaredType => Type;
}
