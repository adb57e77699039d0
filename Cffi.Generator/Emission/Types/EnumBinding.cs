using System.Globalization;

namespace Cffi.Generator.Emission.Types;

/// <summary>A C enum as a C# enum, if that is possible.</summary>
internal sealed class EnumBinding(TypeNames names, string? wanted) : NamedType<CEnumType, EnumDeclaration>(names, wanted)
{
    private readonly bool isUnnamed = wanted is null;
    private bool? isEnum;

    /// <summary>Whether it has a name, and the same values in a type of the same size on all targets; otherwise its values are numbers.</summary>
    public bool IsEnum => isEnum ??= !isUnnamed && EnumValues.UnderlyingName(this, Versions.Targets.First) is { } underlying && AreAlike(underlying);

    private bool AreAlike(string underlying)
    {
        foreach (Target target in Versions.Targets)
        {
            if (EnumValues.UnderlyingName(this, target) != underlying)
            {
                return false;
            }
        }

        return Versions.IsOne || Versions.Targets.Select(Describe).Distinct().Count() == 1;
    }

    private string Describe(Target target) =>
        string.Join(",", EnumValues.EnumeratorsOf(Versions.On(target)!).Select(static enumerator => $"{enumerator.Name}={enumerator.Value.ToString(CultureInfo.InvariantCulture)}"));
}
