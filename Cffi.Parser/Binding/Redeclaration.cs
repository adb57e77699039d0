namespace Cffi.Parser.Binding;

/// <summary>Compares two declarations of one name (C11 6.7p3-4).</summary>
internal static class Redeclaration
{
    public static RedeclarationKind Compare(Declaration earlier, Declaration later, Target target) => (earlier, later) switch
    {
        (FunctionDeclaration one, FunctionDeclaration other) => TypeComparison.AreCompatible(one.Type, other.Type, target)
            ? CompareFunctions(one, other)
            : RedeclarationKind.Different,
        (TypedefDeclaration one, TypedefDeclaration other) => Same(TypeComparison.AreCompatible(one.Type, other.Type, target)),
        (ConstantDeclaration one, ConstantDeclaration other) => Same(TypeComparison.AreSameConstants(one.Value, other.Value, target)),
        (VariableDeclaration one, VariableDeclaration other) => CompareVariables(one, other, target),
        _ => RedeclarationKind.Different,
    };

    /// <summary>Whether both have the same type on every target, without a comparison of their parts.</summary>
    public static bool IsOfOneType(Declaration earlier, Declaration later) => (earlier, later) switch
    {
        (FunctionDeclaration one, FunctionDeclaration other) => ReferenceEquals(one.Type, other.Type),
        (TypedefDeclaration one, TypedefDeclaration other) => ReferenceEquals(one.Type, other.Type),
        (ConstantDeclaration one, ConstantDeclaration other) => ReferenceEquals(one.Value?.Type, other.Value?.Type),
        (VariableDeclaration one, VariableDeclaration other) => ReferenceEquals(one.Type, other.Type),
        _ => true,
    };

    public static string Describe(Declaration earlier, Declaration later)
    {
        string one = Text(earlier);
        string other = Text(later);
        return one == other
            ? $"'{later.Name}' is declared twice, with different content"
            : $"'{later.Name}' is declared as {other}, but was declared as {one}";
    }

    private static RedeclarationKind CompareVariables(VariableDeclaration earlier, VariableDeclaration later, Target target)
    {
        RedeclarationKind symbols = CompareSymbols(earlier.SymbolName, later.SymbolName);
        if (symbols == RedeclarationKind.Different || TypeComparison.AreCompatible(earlier.Type, later.Type, target))
        {
            return symbols;
        }

        // C11 6.2.7p3: "extern int a[];" and "extern int a[5];" together declare the latter.
        if (earlier.Type is not CArrayType one || later.Type is not CArrayType other || !TypeComparison.AreCompatible(one.Item, other.Item, target))
        {
            return RedeclarationKind.Different;
        }

        return one.Length.Kind == CArrayLengthKind.Unspecified ? RedeclarationKind.Completing
            : Same(other.Length.Kind == CArrayLengthKind.Unspecified);
    }

    // Of a function without a symbol, a plain declaration says that a library has one; and the body of a static one says that none has.
    private static RedeclarationKind CompareFunctions(FunctionDeclaration earlier, FunctionDeclaration later)
    {
        RedeclarationKind symbols = CompareSymbols(earlier.SymbolName, later.SymbolName);
        bool completes = earlier.HasNoSymbol ? !later.IsDefinedInHeader && !later.IsStatic : earlier.IsStatic && later.IsDefinedInHeader;
        return symbols == RedeclarationKind.Same && completes ? RedeclarationKind.Completing : symbols;
    }

    // A declaration may add the symbol's name, as glibc does: "int scanf(...); int scanf(...) asm("__isoc99_scanf");".
    private static RedeclarationKind CompareSymbols(string? earlier, string? later) =>
        later is null || earlier == later ? RedeclarationKind.Same
        : earlier is null ? RedeclarationKind.Completing
        : RedeclarationKind.Different;

    private static RedeclarationKind Same(bool isSame) => isSame ? RedeclarationKind.Same : RedeclarationKind.Different;

    private static string Text(Declaration declaration) => declaration switch
    {
        FunctionDeclaration function => $"the function '{function.Type.CName}'",
        VariableDeclaration variable => $"a variable of type '{variable.Type.CName}'",
        TypedefDeclaration typedef => $"a typedef for '{typedef.Type.CName}'",
        ConstantDeclaration { Value: null } => "a constant whose value the compiler knows",
        ConstantDeclaration { Value: { } value } => value.StringBytes is not null ? "a string constant"
            : FormattableString.Invariant($"a constant of type '{value.Type.CName}' and value {(value.Type.Unqualified is CPrimitiveType { IsFloating: true } ? value.Floating : value.Integer)}"),
        _ => "a type",
    };
}
