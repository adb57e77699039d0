namespace Cffi.Declarations;

/// <summary>A structure or union, by its tag or as the body of a typedef.</summary>
public sealed class RecordDeclaration : Declaration
{
    /// <summary>Makes the declaration.</summary>
    /// <param name="type">The record.</param>
    /// <param name="span">Where it is declared.</param>
    public RecordDeclaration(CRecordType type, SourceSpan span)
        : base(type.Tag ?? "", span)
    {
        Type = type;
    }

    /// <summary>The record.</summary>
    public CRecordType Type { get; }

    /// <inheritdoc/>
    internal override CType? DeclaredType => Type;
}
