using Cffi.Generator.Emission.Reading;
using Cffi.Generator.Emission.Types;
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
        Documentation.Write(writer, plan.Declaration, plan.ParameterNames, Remark(plan));
        var body = new CallBody(plan, context);
        List<(TargetSet Targets, IReadOnlyList<string> Lines)> groups = Groups(plan, body);
        if (groups.Count > 1 || plan.Targets.Count < context.Model.Texts.Count)
        {
            WriteChoice(plan, groups);
        }
        else if (groups[0].Lines.Count == 1)
        {
            writer.Line(SymbolWriter.Inlined);
            BeginHeader(plan);
            writer.Append(" => ").Append(groups[0].Lines[0]).Append(";").Line();
        }
        else
        {
            BeginHeader(plan);
            writer.OpenAfterLine();
            foreach (string line in groups[0].Lines)
            {
                writer.Line(line);
            }

            writer.Close();
        }

        if (plan.First.Type.IsVariadic)
        {
            WriteNull(writer, plan, plan.First.Parameters.Select((form, i) => form.Parameter + " " + plan.ParameterNames[i]), plan.ParameterNames, 0, context.Request.ClassName);
        }
    }

    /// <summary>Writes the way to pass a literal <c>null</c> as the one variadic argument: C# would take it for no list at all.</summary>
    /// <param name="writer">Gets it.</param>
    /// <param name="plan">The variadic function.</param>
    /// <param name="parameters">The other parameters, with their types.</param>
    /// <param name="names">They as arguments, with <c>ref</c> and its kin.</param>
    /// <param name="priority">The priority of the method with the list.</param>
    /// <param name="className">The class that has the method, for where a parameter has the method's name.</param>
    public static void WriteNull(CSharpWriter writer, FunctionPlan plan, IEnumerable<string> parameters, IEnumerable<string> names, int priority, string className)
    {
        string method = plan.ParameterNames.Contains(plan.Name) ? $"{className}.{plan.Name}" : plan.Name;
        string[] arguments = [.. names];
        string comma = arguments.Length == 0 ? "" : ", ";
        string nothing = plan.ParameterNames.Contains("nothing") ? "nothing_" : "nothing";
        writer.Gap();
        writer.Line("/// <summary>The same with a null pointer as its one variadic argument.</summary>");
        writer.Line(FormattableString.Invariant($"[{Namespaces.Compiler}OverloadResolutionPriority({priority + NullPriority})]"));
        writer.Line($"public static {plan.ResultType} {plan.Name}({string.Join(", ", parameters)}{comma}global::Cffi.CNull? {nothing}) => {method}({string.Join(", ", arguments)}{comma}(global::Cffi.CValue)(string?)null);");
    }

    // Above all the methods with a list, in the order that these have among themselves.
    private const int NullPriority = 10;

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

    private void BeginHeader(FunctionPlan plan)
    {
        writer.Begin().Append("public static ").Append(plan.ResultType).Append(" ").Append(plan.Name).Append("(");
        Form[] forms = plan.First.Parameters;
        for (int i = 0; i < forms.Length; i++)
        {
            writer.Append(i == 0 ? "" : ", ").Append(forms[i].Parameter).Append(" ").Append(plan.ParameterNames[i]);
        }

        if (plan.First.Type.IsVariadic)
        {
            writer.Append(forms.Length == 0 ? "" : ", ").Append(Variadic);
        }

        writer.Append(")");
    }

    // What is for other targets is no code at all once the method is compiled.
    private void WriteChoice(FunctionPlan plan, List<(TargetSet Targets, IReadOnlyList<string> Lines)> groups)
    {
        BeginHeader(plan);
        writer.OpenAfterLine();
        writer.Open($"switch ({Namespaces.Interop}CTarget.Index)");
        foreach ((TargetSet targets, IReadOnlyList<string> lines) in groups)
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
        writer.Indented($"throw {Namespaces.Interop}CTarget.Unsupported({CSharpLiteral.String(plan.Declaration.Name)});");
        writer.Close();
        writer.Close();
    }

    private string? Remark(FunctionPlan plan)
    {
        string only = PerTarget.Only(plan.Targets, context.Model);
        return only.Length == 0 ? null : only;
    }
}
