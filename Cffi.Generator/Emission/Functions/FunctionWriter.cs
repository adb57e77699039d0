using Cffi.Generator.Emission.Types;
using Cffi.Generator.Emission.Writing;

namespace Cffi.Generator.Emission.Functions;

/// <summary>Writes the methods of a function.</summary>
internal sealed class FunctionWriter(CSharpWriter writer, EmissionContext context)
{
    /// <summary>Writes the method that has the C function's own parameters.</summary>
    public void Write(FunctionPlan plan)
    {
        writer.Gap();
        Documentation.Write(writer, plan.Declaration);
        string parameters = string.Join(", ", plan.First.Parameters.Select((form, i) => $"{form.Public} {plan.ParameterNames[i]}"));
        string header = $"public static {plan.First.Result?.Public ?? "void"} {plan.Name}({parameters})";
        string[] groups = [.. plan.ByTarget.Select(one => Call(plan, one.Passing)).Distinct()];
        if (groups.Length == 1 && plan.ByTarget.Count == context.Model.Texts.Count)
        {
            writer.Line($"{header} => {groups[0]};");
            return;
        }

        // What is for other targets is no code at all once the method is compiled.
        writer.Open(header);
        writer.Open("switch (global::Cffi.Interop.CTarget.Index)");
        foreach (string call in groups)
        {
            foreach (Target target in plan.ByTarget.Where(one => Call(plan, one.Passing) == call).Select(static one => one.Target))
            {
                writer.Line(FormattableString.Invariant($"case {target.Index}: // {target.Name}"));
            }

            writer.Indented(plan.First.Result is null ? $"{call};" : $"return {call};");
            if (plan.First.Result is null)
            {
                writer.Indented("return;");
            }
        }

        writer.Line("default:");
        writer.Indented($"throw global::Cffi.Interop.CTarget.Unsupported(\"{plan.Declaration.Name}\");");
        writer.Close();
        writer.Close();
    }

    private static string Call(FunctionPlan plan, Passing passing)
    {
        IEnumerable<string> arguments = passing.Parameters.Select((form, i) => form.ToAbi(plan.ParameterNames[i]));
        string call = $"(({passing.PointerType(plan.IsLeaf)}){ReservedNames.Symbols}.{ReservedNames.Nested(plan.Name)}.Pointer)({string.Join(", ", arguments)})";
        return passing.Result is { } result ? result.FromAbi(call) : call;
    }
}
