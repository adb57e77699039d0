namespace Cffi.Declarations;

/// <summary>A function.</summary>
public sealed class FunctionDeclaration : Declaration
{
    /// <summary>Makes the declaration.</summary>
    /// <param name="name">The name in C.</param>
    /// <param name="type">The type.</param>
    /// <param name="parameterNames">A name or null for each parameter.</param>
    /// <param name="span">Where it is declared.</param>
    public FunctionDeclaration(string name, CFunctionType type, IReadOnlyList<string?> parameterNames, SourceSpan span)
        : base(name, span)
    {
        Type = type;
        ParameterNames = parameterNames;
    }

    /// <summary>The type.</summary>
    public CFunctionType Type { get; }

    /// <summary>A name for each parameter; null where the declaration gives none.</summary>
    public IReadOnlyList<string?> ParameterNames { get; }

    /// <summary>What attributes say of each parameter; empty where they say nothing of any.</summary>
    public IReadOnlyList<IReadOnlyList<CAttribute>> ParameterAttributes { get; init; } = [];

    /// <summary>Whether the text has the function's body: then a library need not have its symbol.</summary>
    public bool IsDefinedInHeader { get; init; }

    /// <summary>Whether C# implements the function for C to call (<c>extern "C#"</c>).</summary>
    public bool IsImplementedInCSharp { get; init; }

    /// <summary>The symbol in the library where it is not the name (an <c>asm</c> label); else null.</summary>
    public string? SymbolName { get; init; }
}
