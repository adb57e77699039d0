namespace Cffi.Generator.Emission.Types;

/// <summary>An enum of C as an enum of C#.</summary>
internal sealed class EnumBinding(TypeNames names, string? wanted) : NamedType<CEnumType, EnumDeclaration>(names, wanted)
{
    /// <summary>Whether nothing but its enumerators has a name: then they are numbers.</summary>
    public bool IsUnnamed => wanted is null;

    private readonly string? wanted = wanted;
}
