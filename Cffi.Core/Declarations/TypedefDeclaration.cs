namespace Cffi.Declarations;

/// <summary>A typedef name: another name for a type, not a type of its own (C11 6.7.8p3).</summary>
public sealed class TypedefDeclaration : Declaration
{
    /// <summary>Makes the declaration.</summary>
    /// <param name="name">The typedef name.</param>
    /// <param name="type">What it stands for.</param>
    /// <param name="span">Where it is declared.</param>
    public TypedefDeclaration(string name, CType type, SourceSpan span)
        : base(name, span)
    {
        Type = type;
    }

    /// <summary>What the name stands for.</summary>
    public CType Type { get; }
}
