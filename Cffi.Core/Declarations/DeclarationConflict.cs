namespace Cffi.Declarations;

/// <summary>Whether two sets can be seen as one: what both declare must be the same thing, not only look the same.</summary>
internal static class DeclarationConflict
{
    /// <summary>The first name that stands for different things in the two sets; null where there is none.</summary>
    public static string? Find(DeclarationSet one, DeclarationSet other)
    {
        foreach (Declaration declaration in other.All)
        {
            Declaration? own = declaration.Name.Length == 0 ? null
                : declaration is RecordDeclaration or EnumDeclaration ? one.FindTag(declaration.Name)
                : one.FindIdentifier(declaration.Name);
            if (own is not null && !AreSame(own, declaration))
            {
                return declaration.Name;
            }
        }

        return null;
    }

    // Structural types are one object where they are equal; records and enums of two texts are different types.
    private static bool AreSame(Declaration left, Declaration right) => ReferenceEquals(left, right) || (left, right) switch
    {
        (FunctionDeclaration one, FunctionDeclaration other) => one.Type == other.Type && one.IsImplementedInCSharp == other.IsImplementedInCSharp && one.SymbolName == other.SymbolName,
        (VariableDeclaration one, VariableDeclaration other) => one.Type == other.Type && one.SymbolName == other.SymbolName,
        (TypedefDeclaration one, TypedefDeclaration other) => one.Type == other.Type,
        (RecordDeclaration one, RecordDeclaration other) => one.Type == other.Type,
        (EnumDeclaration one, EnumDeclaration other) => one.Type == other.Type,
        (ConstantDeclaration { Value: { } one }, ConstantDeclaration { Value: { } other }) => one.Type == other.Type && one.Integer == other.Integer
            && one.Floating.Equals(other.Floating) && (one.StringBytes ?? []).SequenceEqual(other.StringBytes ?? []),
        _ => false,
    };
}
