namespace Cffi.Declarations;

/// <summary>A named constant: a macro, an enumerator, or a <c>static const</c> with an initializer.</summary>
public sealed class ConstantDeclaration : Declaration
{
    /// <summary>Makes the declaration.</summary>
    /// <param name="name">The name in C.</param>
    /// <param name="value">The value; null if only the compiler knows it (<c>#define NAME ...</c>).</param>
    /// <param name="span">Where it is declared.</param>
    public ConstantDeclaration(string name, CConstant? value, SourceSpan span)
        : base(name, span)
    {
        Value = value;
    }

    /// <summary>The value; null if only the compiler knows it.</summary>
    public CConstant? Value { get; }

    /// <inheritdoc/>
    internal override CType? DeclaredType => Value?.Type;

    /// <summary>Whether it is an enumerator.</summary>
    internal bool IsEnumerator { get; init; }

    /// <summary>Whether only the compiler knows the value.</summary>
    public bool IsPartial => Value is null;
}
