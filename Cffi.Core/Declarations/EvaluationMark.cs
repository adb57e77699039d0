namespace Cffi.Declarations;

/// <summary>Marks a variable of a module that represents a macro which is not a constant expression: the module evaluates the macro.</summary>
internal static class EvaluationMark
{
    /// <summary>The mark.</summary>
    public static CAttribute Attribute { get; } = new("cffi::evaluated", []);

    /// <summary>Whether a declaration represents such a macro.</summary>
    public static bool IsOn(Declaration declaration) => declaration is VariableDeclaration && declaration.Attributes.Any(static attribute => attribute.Name == Attribute.Name);
}
