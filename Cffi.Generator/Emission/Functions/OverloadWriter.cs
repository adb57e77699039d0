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
        var locals = new ParameterLocals(plan, context.Request.ClassName);
        var views = new ParameterView[plan.First.Parameters.Length];
        bool hasHandles = false, hasBodies = false, hasOthers = false;
        int texts = 0;
        for (int i = 0; i < views.Length; i++)
        {
            views[i] = ParameterView.Of(plan, i, locals, context);
            hasOthers |= views[i].HasOthers;
            hasHandles |= views[i].Handle is not null;
            hasBodies |= views[i].Body is not null;
            texts = Math.Max(texts, views[i].Texts.Count);
        }

        if (!hasOthers)
        {
            return;
        }

        List<Alternative[]> written = [Array.ConvertAll(views, static view => view.Raw)];
        foreach (bool withHandles in hasHandles ? Either : No)
        {
            foreach (bool withBodies in hasBodies ? Either : No)
            {
                foreach (bool withOthers in texts > 0 && Array.Exists(views, static view => view.Other is not null) ? Either : Always)
                {
                    for (int text = 0; text <= texts; text++)
                    {
                        Alternative[] chosen = WithLengths(plan, views, Array.ConvertAll(views, view => Choose(view, text, withHandles, withBodies, withOthers)));
                        if (!written.Exists(one => AreSame(one, chosen)))
                        {
                            written.Add(chosen);
                            Write(plan, chosen, locals.Result, Priority(isSecond: text == 1 && texts > 1, withOthers));
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

    // To the C# compiler; parameters that are left out do not count.
    private static bool AreSame(Alternative[] left, Alternative[] right)
    {
        int i = 0;
        int j = 0;
        while (true)
        {
            while (i < left.Length && left[i].Signature is null)
            {
                i++;
            }

            while (j < right.Length && right[j].Signature is null)
            {
                j++;
            }

            if (i == left.Length || j == right.Length)
            {
                return i == left.Length && j == right.Length;
            }

            if (left[i++].Signature != right[j++].Signature)
            {
                return false;
            }
        }
    }

    // A span knows its length: the parameter that says it is left out, and spans that share it must agree.
    private static Alternative[] WithLengths(FunctionPlan plan, ParameterView[] views, Alternative[] chosen)
    {
        for (int i = 0; i < chosen.Length; i++)
        {
            if (chosen[i].Type?.Contains("Span<") != true || Annotations.Of(plan, i).Length is not { } length || views[length].Other is not null || length == i)
            {
                continue;
            }

            string name = plan.ParameterNames[i];
            if (chosen[length].Type is null)
            {
                chosen[i] = chosen[i] with { Before = [.. chosen[i].Before, $"{Namespaces.Interop}CLayout.CheckLengths({name}.Length, (long){chosen[length].Argument});"] };
            }
            else
            {
                chosen[length] = new Alternative(null, $"checked(({plan.First.Parameters[length].Public}){name}.Length)");
            }
        }

        return chosen;
    }

    private void Write(FunctionPlan plan, Alternative[] chosen, string result, int priority)
    {
        Form[] forms = plan.First.Parameters;
        bool isVariadic = plan.First.Type.IsVariadic;
        WriteReference(plan, forms, isVariadic);
        for (int i = 0; i < chosen.Length; i++)
        {
            if (chosen[i].Lent is not null)
            {
                writer.Line($"/// <param name=\"{plan.ParameterNames[i].TrimStart('@')}\">{KeepWriter.Remark(plan, i, context)}</param>");
            }
        }

        if (Array.Exists(chosen, static one => one.UsesStack))
        {
            writer.Line($"[{Namespaces.Compiler}SkipLocalsInit]");
        }

        if (priority != 0)
        {
            writer.Line(FormattableString.Invariant($"[{Namespaces.Compiler}OverloadResolutionPriority({priority})]"));
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

        writer.Append(isVariadic ? separator : "").Append(isVariadic ? FunctionWriter.Variadic : "").Append(")").OpenAfterLine();
        bool hasFinally = false;
        bool hasAfter = false;
        foreach (Alternative one in chosen)
        {
            Lines(one.Before);
            hasFinally |= one.Finally.Count > 0;
            hasAfter |= one.After.Count > 0;
        }

        string?[] keeps = [.. chosen.Select((one, i) => one.Lent is null ? null : KeepWriter.Statement(plan, chosen, i, result, context))];
        hasAfter |= Array.Exists(keeps, static one => one is not null);

        if (hasFinally)
        {
            writer.Open("try");
        }

        bool hasPins = OpenPins(chosen);
        bool hasResult = plan.First.Result is not null;
        writer.Begin();
        if (hasResult && hasAfter)
        {
            writer.Append(plan.ResultType).Append(" ").Append(result).Append(" = ");
        }
        else if (hasResult)
        {
            writer.Append("return ");
        }

        AppendCall(plan, chosen, isVariadic);
        writer.Append(";").Line();
        foreach (Alternative one in chosen)
        {
            Lines(one.After);
        }

        foreach (string? keep in keeps)
        {
            if (keep is not null)
            {
                writer.Line(keep);
            }
        }

        if (hasResult && hasAfter)
        {
            writer.Line($"return {result};");
        }

        if (hasPins)
        {
            writer.Close();
        }

        if (hasFinally)
        {
            writer.Close();
            writer.Open("finally");
            foreach (Alternative one in chosen)
            {
                Lines(one.Finally);
            }

            writer.Close();
        }

        writer.Close();
    }

    private void WriteReference(FunctionPlan plan, Form[] forms, bool isVariadic)
    {
        writer.Gap();
        writer.Begin().Append("/// <inheritdoc cref=\"").Append(plan.Name).Append("(");
        for (int i = 0; i < forms.Length; i++)
        {
            string type = forms[i].Parameter;
            writer.Append(i == 0 ? "" : ", ").Append(type.IndexOf('<') < 0 ? type : type.Replace('<', '{').Replace('>', '}'));
        }

        if (isVariadic)
        {
            writer.Append(forms.Length == 0 ? "" : ", ").Append("global::System.ReadOnlySpan{global::Cffi.CValue}");
        }

        writer.Append(")\"/>").Line();
    }

    private bool OpenPins(Alternative[] chosen)
    {
        string? last = null;
        foreach (Alternative one in chosen)
        {
            if (one.Fixed is not null)
            {
                if (last is not null)
                {
                    writer.Line(last);
                }

                last = one.Fixed;
            }
        }

        if (last is not null)
        {
            writer.Open(last);
        }

        return last is not null;
    }

    // Arguments of other types are cast, so that the method with C's parameters is meant and no other overload.
    private void AppendCall(FunctionPlan plan, Alternative[] chosen, bool isVariadic)
    {
        if (Array.IndexOf(plan.ParameterNames, plan.Name) >= 0)
        {
            writer.Append(context.Request.ClassName).Append(".");
        }

        writer.Append(plan.Name).Append("(");
        for (int i = 0; i < chosen.Length; i++)
        {
            string type = plan.First.Parameters[i].Parameter;
            string argument = chosen[i].Argument;
            writer.Append(i == 0 ? "" : ", ");
            if (chosen[i].Type == type)
            {
                writer.Append(argument);
            }
            else
            {
                writer.Append("(").Append(type).Append(")(").Append(argument).Append(")");
            }
        }

        if (isVariadic)
        {
            writer.Append(chosen.Length == 0 ? "" : ", ").Append("arguments");
        }

        writer.Append(")");
    }

    private void Lines(IReadOnlyList<string> lines)
    {
        for (int i = 0; i < lines.Count; i++)
        {
            writer.Line(lines[i]);
        }
    }
}
