using System.Text;
using Cffi.Generator.Emission.Types;
using Cffi.Generator.Emission.Writing;

namespace Cffi.Generator.Emission.Functions;

/// <summary>Writes the body of a function's method, for one target.</summary>
internal sealed class CallBody(FunctionPlan plan, EmissionContext context)
{
    /// <summary>The statements; a single one is an expression without <c>return</c>.</summary>
    public IReadOnlyList<string> Statements(Passing passing)
    {
        if (plan.IsHard)
        {
            return ThroughRunTime(passing, Locals());
        }

        bool isGuarded = context.HasCallbacks && !plan.IsLeaf;
        return isGuarded || plan.ThrowsErrno || LetsGo || plan.ResultHandle is not null ? Direct(passing, isGuarded) : [FromAbi(passing, Call(passing, Arguments(passing), isGuarded: false))];
    }

    private bool LetsGo => context.Keeps.LetsGo(plan.Declaration.Name);

    private NameScope Locals() => new([.. plan.ParameterNames.Select(static name => name.TrimStart('@')), .. Views.Select(static view => view.LocalIfAny).OfType<string>(), "arguments"]);

    // The function as it is called; what goes before the call is said last.
    private string Pointer(bool isGuarded)
    {
        string pointer = SymbolWriter.Pointer(plan, context.Layouts.Needed(plan), isGuarded);
        return plan.ThrowsErrno ? $"{Namespaces.Interop}CErrno.Clear({pointer})" : pointer;
    }

    private string[] Arguments(Passing passing) =>
        [.. passing.Parameters.Select((form, i) => Views[i].Pointer?.Argument ?? form.ToAbi(plan.ParameterNames[i]))];

    private ParameterView[] Views => plan.Views(context);

    /// <summary>The call itself.</summary>
    private string Call(Passing passing, string[] arguments, bool isGuarded)
    {
        string pointer = Pointer(isGuarded);
        StringBuilder text = context.Scratch.Clear().Append("((");
        passing.AppendPointerType(text, plan.IsLeaf);
        text.Append(')').Append(pointer).Append(")(");
        for (int i = 0; i < arguments.Length; i++)
        {
            text.Append(i == 0 ? "" : ", ").Append(arguments[i]);
        }

        return text.Append(')').ToString();
    }

    private static string FromAbi(Passing passing, string call) => passing.Result is { } form ? form.FromAbi(call) : call;

    private List<string> Direct(Passing passing, bool isGuarded)
    {
        string result = "result";
        string error = "error";
        string[] arguments = Arguments(passing);
        var lines = new List<string>(4);
        bool isChecked = isGuarded && Array.Exists(passing.Parameters, static form => form.IsChecked);
        if (isChecked || Array.IndexOf(plan.ParameterNames, result) >= 0 || Array.IndexOf(plan.ParameterNames, error) >= 0)
        {
            NameScope locals = Locals();
            result = locals.Add(result);
            error = locals.Add(error);
            AddChecked(lines, passing, isChecked, arguments, locals);
        }

        string call = Call(passing, arguments, isGuarded);
        if (isGuarded && passing.Result is not null && !plan.ThrowsErrno && !LetsGo && plan.ResultHandle is null)
        {
            string left = FromAbi(passing, $"{Namespaces.Call}Leave({call})");
            return lines.Count == 0 ? [left] : [.. lines, $"return {left};"];
        }

        lines.Add(passing.Result is { } type ? $"{type.Public} {result} = {FromAbi(passing, call)};" : $"{call};");
        if (plan.ThrowsErrno)
        {
            lines.Add($"int {error} = {Namespaces.Interop}CErrno.Get();");
        }

        AddLetGo(lines, arguments, passing, !plan.ThrowsErrno);
        Add(lines, isGuarded, $"{Namespaces.Call}Leave();");
        AddErrno(lines, passing, result, error);
        AddLetGo(lines, arguments, passing, plan.ThrowsErrno);
        AddReturn(lines, passing, result);
        return lines;
    }

    // Code that can throw comes before the call is recorded as running.
    private void AddChecked(List<string> lines, Passing passing, bool isChecked, string[] arguments, NameScope locals)
    {
        for (int i = 0; isChecked && i < arguments.Length; i++)
        {
            if (passing.Parameters[i].IsChecked)
            {
                string local = locals.Add(plan.ParameterNames[i].TrimStart('@') + "_");
                lines.Add($"{passing.Parameters[i].Abi} {local} = {arguments[i]};");
                arguments[i] = local;
            }
        }
    }

    // Each value in its C representation. The run time writes the bytes to the locations of the call plan.
    private List<string> ThroughRunTime(Passing passing, NameScope locals)
    {
        string call = locals.Add("call");
        string result = locals.Add("result");
        var lines = new List<string> { $"using var {call} = new {Namespaces.Interop}CRuntimeCall({ReservedNames.Symbols}.{ReservedNames.Nested(plan.Name)}.Function{(plan.ThrowsErrno ? ", clearsErrno: true" : "")});" };
        for (int i = 0; i < passing.Parameters.Length; i++)
        {
            Form form = passing.Parameters[i];
            if (form.Public == FormTable.AnyValue)
            {
                lines.Add($"{call}.Pass({plan.ParameterNames[i]});");
                continue;
            }

            string local = locals.Add(plan.ParameterNames[i].TrimStart('@') + "_");
            lines.Add(Views[i].Pointer is { } pointer
                ? $"nint {local} = {pointer.Argument};"
                : $"{form.Field} {local} = {form.ToField(plan.ParameterNames[i])};");
            lines.Add($"{call}.Pass(&{local});");
        }

        lines.Add($"{call}.Run({(passing.Type.IsVariadic ? "arguments" : "")});");
        if (passing.Result is { } type)
        {
            string value = type.Public == FormTable.AnyValue ? $"{call}.Result()" : type.FromField($"{call}.Result<{type.Field}>()");
            lines.Add($"{type.Public} {result} = {value};");
        }

        AddErrno(lines, passing, result, $"{call}.Errno");
        AddLetGo(lines, Arguments(passing), passing, isHere: true);
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
        lines.Add($"    throw new {Namespaces.Root}CErrnoException({CSharpLiteral.String(plan.Declaration.Name)}, {error});");
        lines.Add("}");
    }

    // A function that failed with errno has released nothing.
    private void AddLetGo(List<string> lines, string[] arguments, Passing passing, bool isHere)
    {
        if (isHere && LetsGo)
        {
            string key = KeepTable.HasKey(passing.Type) ? KeepWriter.Key(arguments[0]) : "0";
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
