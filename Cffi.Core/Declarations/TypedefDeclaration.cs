namespace Cffi.Declarations;

/// <summary>A typedef: another name for a type, not a separate type (C11 6.7.8p3).</summary>
public sealed class TypedefDeclaration : Declaration
{
    /// <summary>Makes the declaration.</summary>
    /// <param name="name">The typedef name.</param>
    /// <param name="type">The type that it denotes.</param>
    /// <param name="span">Where it is declared.</param>
    public TypedefDeclaration(string name, CType type, SourceSpan span)
        : base(name, span)
    {
        Type = type;
    }

    /// <summary>The type that the name denotes.</summary>
    public CType Type { get; }

    /// <inheritdoc/>
    internal override CType? DeclaredType => Type;

    /// <summary>A name or null for each parameter of the function that it stands for or points to; empty where the declaration gives none.</summary>
    public IReadOnlyList<string?> ParameterNames { get; init; } = [];
}
