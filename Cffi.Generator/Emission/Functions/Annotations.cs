namespace Cffi.Generator.Emission.Functions;

/// <summary>The <c>[[cffi::...]]</c> annotations of a parameter.</summary>
internal sealed record Annotations
{
    private static readonly Annotations None = new();

    /// <summary><c>in</c>, <c>out</c> or <c>ref</c>; null for nothing.</summary>
    public string? Direction { get; private init; }

    /// <summary>The index of the parameter with the number of elements; null for none.</summary>
    public int? Length { get; private init; }

    /// <summary>Whether the parameter is declared as an array, so that C means more than one element.</summary>
    public bool IsArray { get; private init; }

    /// <summary>The function that releases the object that the parameter returns; null for none.</summary>
    public string? ReleasedBy { get; private init; }

    /// <summary>The annotations of a parameter.</summary>
    public static Annotations Of(FunctionPlan plan, int index)
    {
        if (index >= plan.Declaration.ParameterAttributes.Count)
        {
            return None;
        }

        Annotations all = None;
        foreach (CAttribute attribute in plan.Declaration.ParameterAttributes[index])
        {
            switch (attribute.Name)
            {
                case "cffi::in" or "cffi::out" or "cffi::ref":
                    all = all with { Direction = attribute.Name.Substring("cffi::".Length) };
                    break;
                case "cffi::inout":
                    all = all with { Direction = "ref" };
                    break;
                case "cffi::length" when attribute.Arguments.Count == 1:
                    all = all with { Length = IndexOf(plan, attribute.Arguments[0]) };
                    break;
                case "cffi::array":
                    all = all with { IsArray = true };
                    break;
                case "cffi::release" when attribute.Arguments.Count == 1:
                    all = all with { ReleasedBy = attribute.Arguments[0] };
                    break;
            }
        }

        return all;
    }

    private static int? IndexOf(FunctionPlan plan, string name)
    {
        for (int i = 0; i < plan.Declaration.ParameterNames.Count; i++)
        {
            if (plan.Declaration.ParameterNames[i] == name)
            {
                return i;
            }
        }

        return null;
    }
}
