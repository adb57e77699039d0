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

    /// <inheritdoc/>
    internal override CType? DeclaredType => Type;

    /// <summary>A name for each parameter; null if the declaration has none.</summary>
    public IReadOnlyList<string?> ParameterNames { get; }

    /// <summary>For each parameter that points to a function, the names of that function's parameters; otherwise empty.</summary>
    public IReadOnlyList<IReadOnlyList<string?>> CallbackParameterNames { get; init; } = [];

    /// <summary>The attributes of each parameter; empty if no parameter has any.</summary>
    public IReadOnlyList<IReadOnlyList<CAttribute>> ParameterAttributes { get; init; } = [];

    /// <summary>Whether the text has the function's body. In that case a library need not have its symbol.</summary>
    public bool IsDefinedInHeader { get; init; }

    /// <summary>
    /// Whether no library has the function's symbol: the text has its body, and the function has internal linkage (C11 6.2.2p3)
    /// or is an inline definition that compilers never emit (GNU <c>always_inline</c>), without another declaration.
    /// </summary>
    internal bool HasNoSymbol => IsDefinedInHeader && (IsStatic || IsAlwaysInlined);

    /// <summary>Whether it is declared <c>static</c>.</summary>
    internal bool IsStatic { get; init; }

    /// <summary>Whether compilers expand each call (GNU <c>always_inline</c>).</summary>
    internal bool IsAlwaysInlined { get; init; }

    /// <summary>Whether C# implements the function for C to call (<c>extern "C#"</c>).</summary>
    public bool IsImplementedInCSharp { get; init; }

    /// <summary>The symbol in the library if it differs from the name (an <c>asm</c> label); otherwise null.</summary>
    public string? SymbolName { get; init; }
}
