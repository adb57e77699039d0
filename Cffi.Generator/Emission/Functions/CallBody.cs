using System.Text;
using Cffi.Generator.Emission.Types;
using Cffi.Generator.Emission.Writing;

namespace Cffi.Generator.Emission.Functions;

/// <summary>Writes what the method of a function does, on one target.</summary>
internal sealed class CallBody(FunctionPlan plan, EmissionContext context)
{
    /// <summary>The statements; a single one is an expression, without <c>return</c>.</summary>
    public IReadOnlyList<string> Statements(Passing passing)
    {
        if (plan.IsHard)
        {
            return ThroughRunTime(passing, Locals());
        }

        string call = passing.Result is { } form ? form.FromAbi(Call(passing)) : Call(passing);
        bool isGuarded = context.HasCallbacks && !plan.IsLeaf;
        return isGuarded || plan.ThrowsErrno || LetsGo || plan.ResultHandle is not null ? Direct(passing, call, isGuarded) : [call];
    }

    private bool LetsGo => context.Keeps.LetsGo(plan.Declaration.Name);

    private NameScope Locals() => new([.. plan.ParameterNames.Select(static name => name.TrimStart('@')), "arguments"]);

    /// <summary>The call itself.</summary>
    private string Call(Passing passing)
    {
        StringBuilder text = context.Scratch.Clear().Append("((");
        passing.AppendPointerType(text, plan.IsLeaf);
        text.Append(')').Append(ReservedNames.Symbols).Append('.').Append(ReservedNames.Nested(plan.Name)).Append(".Pointer)(");
        for (int i = 0; i < passing.Parameters.Length; i++)
        {
            text.Append(i == 0 ? "" : ", ").Append(passing.Parameters[i].ToAbi(passing.Parameters[i].FromParameter(plan.ParameterNames[i])));
        }

        return text.Append(')').ToString();
    }

    private List<string> Direct(Passing passing, string call, bool isGuarded)
    {
        string result = "result";
        string error = "error";
        if (Array.IndexOf(plan.ParameterNames, result) >= 0 || Array.IndexOf(plan.ParameterNames, error) >= 0)
        {
            NameScope locals = Locals();
            result = locals.Add(result);
            error = locals.Add(error);
        }

        var lines = new List<string>(4);
        Add(lines, isGuarded, $"{Namespaces.Interop}CCallScope.Enter();");
        Add(lines, plan.ThrowsErrno, $"{Namespaces.Interop}CErrno.Clear();");
        lines.Add(passing.Result is { } type ? $"{type.Public} {result} = {call};" : $"{call};");
        if (plan.ThrowsErrno)
        {
            lines.Add($"int {error} = {Namespaces.Interop}CErrno.Get();");
        }

        AddLetGo(lines, passing, !plan.ThrowsErrno);
        Add(lines, isGuarded, $"{Namespaces.Interop}CCallScope.Leave();");
        AddErrno(lines, passing, result, error);
        AddLetGo(lines, passing, plan.ThrowsErrno);
        AddReturn(lines, passing, result);
        return lines;
    }

    // Each value as C has it in memory; the run time puts the bytes where the call plan says.
    private List<string> ThroughRunTime(Passing passing, NameScope locals)
    {
        string call = locals.Add("call");
        string result = locals.Add("result");
        var lines = new List<string> { $"using var {call} = new {Namespaces.Interop}CRuntimeCall({ReservedNames.Symbols}.{ReservedNames.Nested(plan.Name)}.Function);" };
        for (int i = 0; i < passing.Parameters.Length; i++)
        {
            Form form = passing.Parameters[i];
            if (form.Public == FormTable.AnyValue)
            {
                lines.Add($"{call}.Pass({plan.ParameterNames[i]});");
                continue;
            }

            string local = locals.Add(plan.ParameterNames[i].TrimStart('@') + "_");
            lines.Add($"{form.Field} {local} = {form.ToField(form.FromParameter(plan.ParameterNames[i]))};");
            lines.Add($"{call}.Pass(&{local});");
        }

        lines.Add($"{call}.Run({(passing.Type.IsVariadic ? "arguments" : "")});");
        if (passing.Result is { } type)
        {
            string value = type.Public == FormTable.AnyValue ? $"{call}.Result()" : type.FromField($"{call}.Result<{type.Field}>()");
            lines.Add($"{type.Public} {result} = {value};");
        }

        AddErrno(lines, passing, result, $"{call}.Errno");
        AddLetGo(lines, passing, isHere: true);
        AddReturn(lines, passing, result);
        return lines;
    }

    private void AddErrno(List<string> lines, Passing passing, string result, string error)
    {
        if (!plan.ThrowsErrno)
        {
            return;
        }

        string failed = passing.Result is not { } form || form.IsHard ? $"{error} != 0"
            : form.Abi == "nint" ? (form.Public == "nint" ? $"{result} is 0 or -1" : $"{result}.Address is 0 or -1")
            : form.Public is "bool" or "float" or "double" ? $"{error} != 0"
            : form.Public is "sbyte" or "short" or "int" or "long" ? $"{result} == -1"
            : form.Public is "byte" or "ushort" or "uint" or "ulong" or "nuint" or "char" ? $"{result} == unchecked(({form.Public})(-1))"
            : $"{error} != 0";
        lines.Add($"if ({failed})");
        lines.Add("{");
        lines.Add($"    throw new global::Cffi.CErrnoException({CSharpLiteral.String(plan.Declaration.Name)}, {error});");
        lines.Add("}");
    }

    // A function that says how it failed has let go of nothing then.
    private void AddLetGo(List<string> lines, Passing passing, bool isHere)
    {
        if (isHere && LetsGo)
        {
            string key = KeepTable.HasKey(passing.Type) ? KeepWriter.Key(passing.Parameters[0], plan.ParameterNames[0]) : "0";
            lines.Add($"{KeepWriter.Kept(plan.Name)}.LetGo({key});");
        }
    }

    private void AddReturn(List<string> lines, Passing passing, string result)
    {
        if (passing.Result is not null)
        {
            lines.Add(plan.ResultHandle is { } handle ? $"return new {handle}({result});" : $"return {result};");
        }
    }

    private static void Add(List<string> lines, bool condition, string line)
    {
        if (condition)
        {
            lines.Add(line);
        }
    }
}
