using Cffi.Generator.Emission.Writing;

namespace Cffi.Generator.Emission.Functions;

/// <summary>Writes the second method of a function: it takes C# methods, references, and what annotations say, where the first one takes pointers.</summary>
internal sealed class OverloadWriter(CSharpWriter writer, EmissionContext context)
{
    /// <summary>Writes the method, where there is a second one.</summary>
    public void Write(FunctionPlan plan)
    {
        ParameterView[] views = plan.Views(context);

        // References are for functions with nothing else to choose: together with C# methods, null would be lost.
        bool hasSecond = Array.Exists(views, static view => view.Second is not null);
        if (!hasSecond && !Array.Exists(views, static view => view.Reference is not null))
        {
            return;
        }

        var chosen = new Alternative[views.Length];
        for (int i = 0; i < chosen.Length; i++)
        {
            chosen[i] = (hasSecond ? views[i].Second : views[i].Reference) ?? new Alternative(views[i].Type, plan.ParameterNames[i]);
        }

        Write(plan, views, WithLengths(plan, views, chosen));
    }

    // A span knows its length, so the parameter with the length is omitted, and spans that share it must have the same length.
    private static Alternative[] WithLengths(FunctionPlan plan, ParameterView[] views, Alternative[] chosen)
    {
        for (int i = 0; i < chosen.Length; i++)
        {
            if (!chosen[i].IsSpan || Annotations.Of(plan, i).Length is not { } length || views[length].Pointer is not null || views[length].Second is not null)
            {
                continue;
            }

            string name = plan.ParameterNames[i];
            if (chosen[length].Type is null)
            {
                chosen[i] = chosen[i] with { Before = $"{Namespaces.Interop}CLayout.CheckLengths({name}.Length, (long){chosen[length].Argument});" };
            }
            else
            {
                chosen[length] = new Alternative(null, $"checked(({plan.First.Parameters[length].Public}){name}.Length)");
            }
        }

        return chosen;
    }

    private void Write(FunctionPlan plan, ParameterView[] views, Alternative[] chosen)
    {
        WriteReference(plan);
        for (int i = 0; i < chosen.Length; i++)
        {
            if (chosen[i].Lent is not null)
            {
                writer.Line($"/// <param name=\"{plan.ParameterNames[i].TrimStart('@')}\">{KeepWriter.Remark(plan, i, context)}</param>");
            }
        }

        writer.Begin().Append("public static ").Append(plan.ResultType).Append(" ").Append(plan.Name).Append("(");
        string separator = "";
        for (int i = 0; i < chosen.Length; i++)
        {
            if (chosen[i].Type is { } type)
            {
                writer.Append(separator).Append(type).Append(" ").Append(plan.ParameterNames[i]);
                separator = ", ";
            }
        }

        bool isVariadic = plan.First.Type.IsVariadic;
        writer.Append(isVariadic ? separator : "").Append(isVariadic ? FunctionWriter.Variadic : "").Append(")");
        string result = ResultName(plan);
        string[] after =
        [
            .. chosen.Select(static one => one.After).OfType<string>(),
            .. Enumerable.Range(0, chosen.Length).Where(i => chosen[i].Lent is not null).Select(i => KeepWriter.Statement(plan, views, chosen, i, result, context)).OfType<string>(),
        ];
        if (after.Length == 0 && Array.TrueForAll(chosen, static one => one.Before is null && one.Fixed is null))
        {
            writer.Append(" => ");
            AppendCall(plan, views, chosen);
            writer.Append(";").Line();
            return;
        }

        writer.OpenAfterLine();
        WriteBody(plan, views, chosen, after, result);
        writer.Close();
    }

    private void WriteBody(FunctionPlan plan, ParameterView[] views, Alternative[] chosen, string[] after, string result)
    {
        foreach (Alternative one in chosen)
        {
            if (one.Before is not null)
            {
                writer.Line(one.Before);
            }
        }

        string[] pins = [.. chosen.Select(static one => one.Fixed).OfType<string>()];
        foreach (string pin in pins)
        {
            writer.Line(pin);
        }

        bool isBlock = pins.Length > 0 && after.Length > 0;
        if (isBlock)
        {
            writer.OpenBlock();
        }

        bool hasResult = plan.First.Result is not null;
        writer.Begin();
        if (hasResult)
        {
            writer.Append(after.Length > 0 ? $"{plan.ResultType} {result} = " : "return ");
        }

        AppendCall(plan, views, chosen);
        writer.Append(";").Line();
        foreach (string statement in after)
        {
            writer.Line(statement);
        }

        if (hasResult && after.Length > 0)
        {
            writer.Line($"return {result};");
        }

        if (isBlock)
        {
            writer.Close();
        }
    }

    private static string ResultName(FunctionPlan plan) => Array.IndexOf(plan.ParameterNames, "result") < 0
        ? "result"
        : new NameScope([.. plan.ParameterNames.Select(static name => name.TrimStart('@')), .. plan.ParameterNames.Select(static name => name.TrimStart('@') + "_")]).Add("result");

    // Of several methods with that name, the compiler takes the first one in the file.
    private void WriteReference(FunctionPlan plan)
    {
        writer.Gap();
        writer.Line($"/// <inheritdoc cref=\"{plan.Name}\"/>");
    }

    private void AppendCall(FunctionPlan plan, ParameterView[] views, Alternative[] chosen)
    {
        if (Array.IndexOf(plan.ParameterNames, plan.Name) >= 0)
        {
            writer.Append(context.Request.ClassName).Append(".");
        }

        writer.Append(plan.Name).Append("(");
        for (int i = 0; i < chosen.Length; i++)
        {
            writer.Append(i == 0 ? "" : ", ").Append(KeepWriter.Argument(plan, views, chosen, i));
        }

        if (plan.First.Type.IsVariadic)
        {
            writer.Append(chosen.Length == 0 ? "" : ", ").Append("arguments");
        }

        writer.Append(")");
    }
}
