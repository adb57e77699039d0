using Cffi.Generator.Emission.Writing;

namespace Cffi.Generator.Emission.Functions;

/// <summary>Writes the method that has a C function's own parameters.</summary>
internal sealed class FunctionWriter(CSharpWriter writer, EmissionContext context)
{
    /// <summary>The name of the parameter for variadic arguments.</summary>
    public const string Variadic = "params global::System.ReadOnlySpan<global::Cffi.CValue> arguments";

    /// <summary>Writes the method.</summary>
    public void Write(FunctionPlan plan)
    {
        writer.Gap();
        Documentation.Write(writer, plan.Declaration, Remark(plan));
        IEnumerable<string> parameters = plan.First.Parameters.Select((form, i) => $"{form.Parameter} {plan.ParameterNames[i]}");
        string list = string.Join(", ", plan.First.Type.IsVariadic ? parameters.Append(Variadic) : parameters);
        string header = $"public static {plan.ResultType} {plan.Name}({list})";
        var body = new CallBody(plan, context);
        List<(List<Target> Targets, IReadOnlyList<string> Lines)> groups = Groups(plan, body);
        if (groups.Count > 1 || plan.ByTarget.Count < context.Model.Texts.Count)
        {
            WriteChoice(plan, header, groups);
        }
        else if (groups[0].Lines.Count == 1)
        {
            writer.Line(SymbolWriter.Inlined);
            writer.Line($"{header} => {groups[0].Lines[0]};");
        }
        else
        {
            writer.Open(header);
            foreach (string line in groups[0].Lines)
            {
                writer.Line(line);
            }

            writer.Close();
        }
    }

    private static List<(List<Target> Targets, IReadOnlyList<string> Lines)> Groups(FunctionPlan plan, CallBody body) =>
        [.. plan.ByTarget.Select(one => (one.Target, Lines: body.Statements(one.Passing)))
            .GroupBy(static one => string.Join("\n", one.Lines), StringComparer.Ordinal)
            .Select(static group => (group.Select(static one => one.Target).ToList(), group.First().Lines))];

    // What is for other targets is no code at all once the method is compiled.
    private void WriteChoice(FunctionPlan plan, string header, List<(List<Target> Targets, IReadOnlyList<string> Lines)> groups)
    {
        writer.Open(header);
        writer.Open("switch (global::Cffi.Interop.CTarget.Index)");
        foreach ((List<Target> targets, IReadOnlyList<string> lines) in groups)
        {
            foreach (Target target in targets)
            {
                writer.Line(FormattableString.Invariant($"case {target.Index}: // {target.Name}"));
            }

            writer.Open("");
            bool isExpression = lines.Count == 1;
            foreach (string line in lines)
            {
                writer.Line(!isExpression ? line : plan.First.Result is null ? $"{line};" : $"return {line};");
            }

            if (plan.First.Result is null)
            {
                writer.Line("return;");
            }

            writer.Close();
        }

        writer.Line("default:");
        writer.Indented($"throw global::Cffi.Interop.CTarget.Unsupported({CSharpLiteral.String(plan.Declaration.Name)});");
        writer.Close();
        writer.Close();
    }

    private string? Remark(FunctionPlan plan)
    {
        string only = PerTarget.Only(plan.ByTarget.Select(static one => one.Target), context.Model);
        return only.Length == 0 ? null : only;
    }
}
