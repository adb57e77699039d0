using Cffi.Generator.Emission.Reading;
using Cffi.Generator.Emission.Writing;

namespace Cffi.Generator.Emission.Functions;

/// <summary>Writes the method with the parameters of the C function.</summary>
internal sealed class FunctionWriter(CSharpWriter writer, EmissionContext context)
{
    /// <summary>The type of the parameter for variadic arguments.</summary>
    public const string VariadicType = $"{Namespaces.Interop}CVariadics";

    /// <summary>The parameter for variadic arguments.</summary>
    public const string Variadic = $"params {VariadicType} arguments";

    /// <summary>Writes the method.</summary>
    public void Write(FunctionPlan plan)
    {
        writer.Gap();
        Documentation.Write(writer, plan.Declaration, plan.ParameterNames, Remark(plan));
        ParameterView[] views = plan.Views(context);
        if (Array.Exists(views, static view => view.Pointer is { UsesStack: true }))
        {
            writer.Line($"[{Namespaces.Compiler}SkipLocalsInit]");
        }

        string[] before = [.. views.Select(static view => view.Pointer?.Before).OfType<string>()];
        string[] pins = [.. views.Select(static view => view.Pointer?.Fixed).OfType<string>()];
        List<(TargetSet Targets, IReadOnlyList<string> Lines)> groups = Groups(plan, new CallBody(plan, context));
        bool isChoice = groups.Count > 1 || plan.Targets.Count < context.Model.Texts.Count;
        bool isExpression = !isChoice && groups[0].Lines.Count == 1;
        if (isExpression && before.Length == 0 && pins.Length == 0)
        {
            writer.Line(SymbolWriter.Inlined);
            BeginHeader(plan, views);
            writer.Append(" => ").Append(groups[0].Lines[0]).Append(";").Line();
            return;
        }

        BeginHeader(plan, views);
        writer.OpenAfterLine();
        foreach (string line in before.Concat(pins))
        {
            writer.Line(line);
        }

        bool isBlock = pins.Length > 0 && !isExpression;
        if (isBlock)
        {
            writer.OpenBlock();
        }

        if (isChoice)
        {
            WriteChoice(plan, groups);
        }
        else
        {
            WriteLines(plan, groups[0].Lines);
        }

        if (isBlock)
        {
            writer.Close();
        }

        writer.Close();
    }

    private void WriteLines(FunctionPlan plan, IReadOnlyList<string> lines)
    {
        if (lines.Count == 1)
        {
            writer.Begin().Append(plan.First.Result is null ? "" : "return ").Append(lines[0]).Append(";").Line();
            return;
        }

        foreach (string line in lines)
        {
            writer.Line(line);
        }
    }

    private static List<(TargetSet Targets, IReadOnlyList<string> Lines)> Groups(FunctionPlan plan, CallBody body)
    {
        var groups = new List<(TargetSet Targets, IReadOnlyList<string> Lines)>(1);
        foreach ((TargetSet targets, Passing passing) in plan.ByTarget)
        {
            IReadOnlyList<string> lines = body.Statements(passing);
            int same = groups.FindIndex(group => group.Lines.SequenceEqual(lines));
            if (same < 0)
            {
                groups.Add((targets, lines));
            }
            else
            {
                groups[same] = (groups[same].Targets.With(targets), groups[same].Lines);
            }
        }

        return groups;
    }

    private void BeginHeader(FunctionPlan plan, ParameterView[] views)
    {
        writer.Begin().Append("public static ").Append(plan.ResultType).Append(" ").Append(plan.Name).Append("(");
        for (int i = 0; i < views.Length; i++)
        {
            writer.Append(i == 0 ? "" : ", ").Append(views[i].Type).Append(" ").Append(plan.ParameterNames[i]);
        }

        if (plan.First.Type.IsVariadic)
        {
            writer.Append(views.Length == 0 ? "" : ", ").Append(Variadic);
        }

        writer.Append(")");
    }

    // The just-in-time compiler removes the code for other targets.
    private void WriteChoice(FunctionPlan plan, List<(TargetSet Targets, IReadOnlyList<string> Lines)> groups)
    {
        writer.Open($"switch ({Namespaces.Interop}CTarget.Index)");
        foreach ((TargetSet targets, IReadOnlyList<string> lines) in groups)
        {
            foreach (Target target in targets)
            {
                writer.Line(FormattableString.Invariant($"case {target.Index}: // {target.Name}"));
            }

            writer.Open("");
            WriteLines(plan, lines);
            if (plan.First.Result is null)
            {
                writer.Line("return;");
            }

            writer.Close();
        }

        writer.Line("default:");
        writer.Indented($"throw {Namespaces.Interop}CTarget.Unsupported({CSharpLiteral.String(plan.Declaration.Name)});");
        writer.Close();
    }

    private string? Remark(FunctionPlan plan)
    {
        string only = PerTarget.Only(plan.Targets, context.Model);
        return only.Length == 0 ? null : only;
    }
}
