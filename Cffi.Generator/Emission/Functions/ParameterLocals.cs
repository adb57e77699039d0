namespace Cffi.Generator.Emission.Functions;

/// <summary>The variables for the parameters of a method, with unique names.</summary>
internal sealed class ParameterLocals(FunctionPlan plan, string className)
{
    private string[]? names;

    /// <summary>The variable for a parameter, made on demand, because most methods need none.</summary>
    public string Of(int index) => (names ??= Find())[index];

    private string[] Find()
    {
        var found = new string[plan.ParameterNames.Length];
        if (plan.Name.EndsWith("_", StringComparison.Ordinal) || className.EndsWith("_", StringComparison.Ordinal) || Array.Exists(plan.ParameterNames, static name => name.EndsWith("_", StringComparison.Ordinal)))
        {
            // A variable with the name of the function or of the class would hide the called method.
            var scope = new NameScope([.. plan.ParameterNames.Select(static name => name.TrimStart('@')), plan.Name, className, "arguments"]);
            for (int i = 0; i < found.Length; i++)
            {
                found[i] = scope.Add(plan.ParameterNames[i].TrimStart('@') + "_");
            }
        }
        else
        {
            // In that case no parameter has the name of a variable, and the variables differ like the parameters.
            for (int i = 0; i < found.Length; i++)
            {
                found[i] = plan.ParameterNames[i].TrimStart('@') + "_";
            }
        }

        return found;
    }
}
