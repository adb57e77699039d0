namespace Cffi.Generator.Emission.Functions;

/// <summary>The variables that stand for the parameters of a method; names that nothing else in it has.</summary>
internal sealed class ParameterLocals(FunctionPlan plan, string className)
{
    private string[]? names;

    /// <summary>The variable for a parameter. Most methods need none, and then nothing is done for them.</summary>
    public string Of(int index) => (names ??= Find())[index];

    private string[] Find()
    {
        var found = new string[plan.ParameterNames.Length];
        if (plan.Name.EndsWith("_", StringComparison.Ordinal) || className.EndsWith("_", StringComparison.Ordinal) || Array.Exists(plan.ParameterNames, static name => name.EndsWith("_", StringComparison.Ordinal)))
        {
            // One with the name of the function or of the class would hide what the method calls.
            var scope = new NameScope([.. plan.ParameterNames.Select(static name => name.TrimStart('@')), plan.Name, className, "arguments"]);
            for (int i = 0; i < found.Length; i++)
            {
                found[i] = scope.Add(plan.ParameterNames[i].TrimStart('@') + "_");
            }
        }
        else
        {
            // Then no parameter has the name of a variable, and the variables differ as the parameters do.
            for (int i = 0; i < found.Length; i++)
            {
                found[i] = plan.ParameterNames[i].TrimStart('@') + "_";
            }
        }

        return found;
    }
}
