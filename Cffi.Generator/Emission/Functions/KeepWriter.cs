using Cffi.Generator.Emission.Types;
using Cffi.Generator.Emission.Writing;

namespace Cffi.Generator.Emission.Functions;

/// <summary>Writes the code and the documentation about how long C keeps C# methods.</summary>
internal static class KeepWriter
{
    /// <summary>Writes the class with the methods that are kept until a function releases them.</summary>
    public static void WriteKept(CSharpWriter writer, EmissionContext context)
    {
        string[] functions = [.. context.Keeps.LetGo.Where(context.FunctionNames.ContainsKey)];
        if (functions.Length == 0)
        {
            return;
        }

        writer.Gap();
        writer.Open($"private static class {ReservedNames.Kept}");
        foreach (string function in functions)
        {
            writer.Line($"internal static readonly {Namespaces.Interop}CKept {ReservedNames.Nested(context.FunctionNames[function])} = new({CSharpLiteral.String(function)});");
        }

        writer.Close();
    }

    /// <summary>The set of methods that a function releases.</summary>
    /// <param name="name">The C# name of the function.</param>
    public static string Kept(string name) => $"{ReservedNames.Kept}.{ReservedNames.Nested(name)}";

    /// <summary>An argument as a key.</summary>
    /// <param name="value">The value that C gets.</param>
    public static string Key(string value) => $"unchecked((nint)({value}))";

    /// <summary>The statement after a call that keeps the method of a parameter; null if C does not keep it.</summary>
    public static string? Statement(FunctionPlan plan, ParameterView[] views, Alternative[] chosen, int index, string result, EmissionContext context)
    {
        if (context.Keeps.Of(plan.Declaration.Name, index) is not { } keep)
        {
            return null;
        }

        string lent = chosen[index].Lent!;
        if (keep.Until is null || !context.FunctionNames.TryGetValue(keep.Until, out string? until))
        {
            return $"{lent}.Keep();";
        }

        return $"{lent}.KeepUntil({Kept(until)}, {Key(plan, views, chosen, keep.Key, result)});";
    }

    /// <summary>An argument of the method that calls C, made of what another method has.</summary>
    public static string Argument(FunctionPlan plan, ParameterView[] views, Alternative[] chosen, int index)
    {
        // Cast where the type is another one, so that the method that calls C is meant.
        string argument = chosen[index].Argument;
        return chosen[index].Type is null || chosen[index].Type == views[index].Type || argument.StartsWith("new", StringComparison.Ordinal) ? argument : $"({views[index].Type})({argument})";
    }

    /// <summary>The documentation of the method of a parameter, in XML.</summary>
    public static string Remark(FunctionPlan plan, int index, EmissionContext context)
    {
        if (context.Keeps.Of(plan.Declaration.Name, index) is not { } keep)
        {
            return "C may call it during this call. <c>Create</c> keeps it longer.";
        }

        string which = keep.Key switch
        {
            null => "",
            KeepTable.Result => " for the result",
            { } key => $" for the same <c>{plan.ParameterNames[key]}</c>",
        };
        return keep.Until is null ? "C keeps the method forever." : $"C keeps the method until <c>{keep.Until}</c> is called{which}.";
    }

    private static string Key(FunctionPlan plan, ParameterView[] views, Alternative[] chosen, int? key, string result)
    {
        switch (key)
        {
            case null:
                return "0";
            case KeepTable.Result:
                return plan.ResultHandle is not null ? $"{result}.DangerousGetHandle()" : $"unchecked((nint)({plan.First.Result!.ToAbi(result)}))";
            default:
                string argument = $"(({views[key.Value].Type})({chosen[key.Value].Argument}))";
                return views[key.Value].Pointer is null ? Key(plan.First.Parameters[key.Value].ToAbi(argument)) : $"{argument}.Address";
        }
    }
}
