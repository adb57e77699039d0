namespace Cffi.Generator.Emission.Functions;

/// <summary>The variables that stand for the parameters of a method; names that nothing else in it has.</summary>
internal sealed class ParameterLocals(FunctionPlan plan)
{
    private string[]? names;

    /// <summary>The variable for a parameter. Most methods need none, and then nothing is done for them.</summary>
    public string Of(int index) => (names ??= Find())[index];

    private string[] Find()
    {
        var found = new string[plan.ParameterNames.Length];
        if (Array.Exists(plan.ParameterNames, static name => name.EndsWith("_", StringComparison.Ordinal)))
        {
            var scope = new NameScope([.. plan.ParameterNames.Select(static name => name.TrimStart('@')), "arguments", "result"]);
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
