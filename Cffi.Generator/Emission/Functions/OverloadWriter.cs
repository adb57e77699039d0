using Cffi.Generator.Emission.Types;
using Cffi.Generator.Emission.Writing;

namespace Cffi.Generator.Emission.Functions;

/// <summary>Writes the methods that take strings, spans, references, handles and C# methods in place of pointers.</summary>
internal sealed class OverloadWriter(CSharpWriter writer, EmissionContext context)
{
    private static readonly bool[] Either = [true, false];
    private static readonly bool[] No = [false];
    private static readonly bool[] Always = [true];

    /// <summary>Writes the overloads of a function.</summary>
    public void Write(FunctionPlan plan)
    {
        var locals = new NameScope([.. plan.ParameterNames.Select(static name => name.TrimStart('@')), "arguments", "result"]);
        ParameterView[] views = [.. plan.First.Parameters.Select((_, i) => ParameterView.Of(plan, i, locals, context))];
        var written = new HashSet<string> { Signature(views.Select(static view => view.Raw)) };
        int texts = views.Length == 0 ? 0 : views.Max(static view => view.Texts.Count);
        foreach (bool withHandles in views.Any(static view => view.Handle is not null) ? Either : No)
        {
            foreach (bool withBodies in views.Any(static view => view.Body is not null) ? Either : No)
            {
                foreach (bool withOthers in texts > 0 && views.Any(static view => view.Other is not null) ? Either : Always)
                {
                    for (int text = 0; text <= texts; text++)
                    {
                        Alternative[] chosen = WithLengths(plan, views, [.. views.Select(view => Choose(view, text, withHandles, withBodies, withOthers))]);
                        if (written.Add(Signature(chosen)))
                        {
                            Write(plan, chosen, Priority(isSecond: text == 1 && texts > 1, withOthers));
                        }
                    }
                }
            }
        }
    }

    // What null could mean is said by the order: a string before bytes, a span before a pointer.
    private static int Priority(bool isSecond, bool withOthers) => (isSecond ? -1 : 0) + (withOthers ? 0 : -2);

    private static Alternative Choose(ParameterView view, int text, bool withHandles, bool withBodies, bool withOthers) =>
        text < view.Texts.Count ? view.Texts[text]
        : withHandles && view.Handle is not null ? view.Handle
        : withBodies && view.Body is not null ? view.Body
        : withOthers ? view.Other ?? view.Raw
        : view.Raw;

    // C# tells ref, in and out from a value, but not from each other.
    private static string Signature(IEnumerable<Alternative> parameters) => string.Join(",", parameters.Where(static one => one.Type is not null)
        .Select(static one => one.Type!.Replace("ref ", "&").Replace("in ", "&").Replace("out ", "&").TrimEnd('?')));

    // A span knows its length: the parameter that says it is left out, and spans that share it must agree.
    private static Alternative[] WithLengths(FunctionPlan plan, ParameterView[] views, Alternative[] chosen)
    {
        for (int i = 0; i < chosen.Length; i++)
        {
            if (Annotations.Of(plan, i).Length is not { } length || chosen[i].Type?.Contains("Span<") != true || views[length].Other is not null || length == i)
            {
                continue;
            }

            string name = plan.ParameterNames[i];
            if (chosen[length].Type is null)
            {
                chosen[i] = chosen[i] with { Before = [.. chosen[i].Before, $"global::Cffi.Interop.CLayout.CheckLengths({name}.Length, (long){chosen[length].Argument});"] };
            }
            else
            {
                chosen[length] = new Alternative(null, $"checked(({plan.First.Parameters[length].Public}){name}.Length)");
            }
        }

        return chosen;
    }

    private void Write(FunctionPlan plan, Alternative[] chosen, int priority)
    {
        writer.Gap();
        writer.Line($"/// <inheritdoc cref=\"{plan.Name}({string.Join(", ", plan.First.Parameters.Select(static form => form.Parameter.Replace('<', '{').Replace('>', '}')).Concat(plan.First.Type.IsVariadic ? ["global::System.ReadOnlySpan{global::Cffi.CValue}"] : []))})\"/>");
        if (chosen.Any(static one => one.UsesStack))
        {
            writer.Line("[global::System.Runtime.CompilerServices.SkipLocalsInit]");
        }

        if (priority != 0)
        {
            writer.Line(FormattableString.Invariant($"[global::System.Runtime.CompilerServices.OverloadResolutionPriority({priority})]"));
        }

        IEnumerable<string> parameters = chosen.Select((one, i) => (one.Type, Name: plan.ParameterNames[i])).Where(static one => one.Type is not null).Select(static one => $"{one.Type} {one.Name}");
        writer.Open($"public static {plan.ResultType} {plan.Name}({string.Join(", ", plan.First.Type.IsVariadic ? parameters.Append(FunctionWriter.Variadic) : parameters)})");
        Lines(chosen.SelectMany(static one => one.Before));
        bool hasFinally = chosen.Any(static one => one.Finally.Count > 0);
        if (hasFinally)
        {
            writer.Open("try");
        }

        List<string> pins = [.. chosen.Select(static one => one.Fixed).OfType<string>()];
        for (int i = 0; i < pins.Count - 1; i++)
        {
            writer.Line(pins[i]);
        }

        if (pins.Count > 0)
        {
            writer.Open(pins[pins.Count - 1]);
        }

        IEnumerable<string> arguments = chosen.Select((one, i) => Cast(one, plan.First.Parameters[i]));
        string method = plan.ParameterNames.Contains(plan.Name) ? $"{context.Request.ClassName}.{plan.Name}" : plan.Name;
        string call = $"{method}({string.Join(", ", plan.First.Type.IsVariadic ? arguments.Append("arguments") : arguments)})";
        List<string> after = [.. chosen.SelectMany(static one => one.After)];
        bool hasResult = plan.First.Result is not null;
        writer.Line(!hasResult ? $"{call};" : after.Count == 0 ? $"return {call};" : $"{plan.ResultType} result = {call};");
        Lines(after);
        if (hasResult && after.Count > 0)
        {
            writer.Line("return result;");
        }

        if (pins.Count > 0)
        {
            writer.Close();
        }

        if (hasFinally)
        {
            writer.Close();
            writer.Open("finally");
            Lines(chosen.SelectMany(static one => one.Finally));
            writer.Close();
        }

        writer.Close();
    }

    // So that the method with C's parameters is meant, and no other overload.
    private static string Cast(Alternative one, Form form) => one.Argument == form.Parameter ? one.Argument : $"({form.Parameter})({one.Argument})";

    private void Lines(IEnumerable<string> lines)
    {
        foreach (string line in lines)
        {
            writer.Line(line);
        }
    }
}
