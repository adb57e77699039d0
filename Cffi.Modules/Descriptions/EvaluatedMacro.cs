namespace Cffi.Modules.Descriptions;

/// <summary>Macros that are no constant expressions: the module evaluates them, once it is loaded.</summary>
internal static class EvaluatedMacro
{
    /// <summary>Marks a variable of a module that stands for such a macro.</summary>
    public static CAttribute Mark { get; } = new("cffi::evaluated", []);

    /// <summary>Whether a declaration stands for one.</summary>
    public static bool IsOne(Declaration declaration) => declaration is VariableDeclaration && declaration.Attributes.Any(static attribute => attribute.Name == Mark.Name);
}
