namespace Cffi.Declarations;

/// <summary>A global variable.</summary>
public sealed class VariableDeclaration : Declaration
{
    /// <summary>Makes the declaration.</summary>
    /// <param name="name">The name in C.</param>
    /// <param name="type">The type, with its qualifiers.</param>
    /// <param name="span">Where it is declared.</param>
    public VariableDeclaration(string name, CType type, SourceSpan span)
        : base(name, span)
    {
        Type = type;
    }

    /// <summary>The type, with its qualifiers.</summary>
    public CType Type { get; }

    /// <inheritdoc/>
    internal override CType? DeclaredType => Type;

    /// <summary>Whether each thread has its own variable (<c>_Thread_local</c>).</summary>
    public bool IsThreadLocal { get; init; }

    /// <summary>The alignment in bytes that its attributes request and its type does not have (GNU <c>aligned</c>); 0 for none.</summary>
    internal int RequestedAlignment { get; init; }

    /// <summary>The symbol in the library if it differs from the name (an <c>asm</c> label); otherwise null.</summary>
    public string? SymbolName { get; init; }
}
