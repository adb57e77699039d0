namespace Cffi.Declarations;

/// <summary>The mark of a variable of a module that stands for a macro which is no constant expression: the module evaluates it.</summary>
internal static class EvaluationMark
{
    /// <summary>The mark.</summary>
    public static CAttribute Attribute { get; } = new("cffi::evaluated", []);

    /// <summary>Whether a declaration stands for such a macro.</summary>
    public static bool IsOn(Declaration declaration) => declaration is VariableDeclaration && declaration.Attributes.Any(static attribute => attribute.Name == Attribute.Name);
}
