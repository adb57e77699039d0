using System.Text;
using Cffi.Generator.Emission.Records;
using Cffi.Generator.Emission.Types;
using Cffi.Generator.Emission.Writing;

namespace Cffi.Generator.Emission.Functions;

/// <summary>Writes the types of function pointers, which C# can call and make from C# methods.</summary>
internal sealed class FunctionPointerWriter(CSharpWriter writer, EmissionContext context, DelegateTable delegates)
{
    private const string NoResult = $"{Namespaces.Interop}CVoid";

    /// <summary>Writes one type.</summary>
    public void Write(FunctionPointerBinding binding)
    {
        writer.Gap();
        CFunctionType type = binding.Versions.First;
        writer.Line($"/// <summary><c>{Documentation.Escaped(type.PointerTo().CName)}</c></summary>");
        OpaqueWriter.WriteAddress(writer, binding.Name, isData: false, () =>
        {
            if (binding.PassingOn(context) is not { } passing)
            {
                SayMissing(binding);
                return;
            }

            if (!passing.IsHard)
            {
                WriteInvoke(binding, passing);
                WriteCreate(binding, passing);
            }
            else if (binding.CanBeImplemented(context))
            {
                WriteRuntimeCreate(binding, passing);
            }
        });
    }

    private void SayMissing(FunctionPointerBinding binding)
    {
        if (context.Names.DeclarationOf(binding.Versions.First) is not { } declaration)
        {
            return;
        }

        if (binding.Versions.First.Parameters.Any(static parameter => parameter.Unqualified is CVaListType))
        {
            context.Report(
                GenerationDescriptors.DiffersByTarget,
                declaration,
                $"C# can pass on a '{binding.Name}', but can neither call nor implement it: bindings have no type for a va_list",
                "make the callback at run time with Ffi.Callback, whose body can take a CVaList, and pass its address on");
        }
        else
        {
            context.Report(
                GenerationDescriptors.DiffersByTarget,
                declaration,
                $"C# can pass on a '{binding.Name}', but can neither call nor implement it: its values are passed differently on some platforms, or have no C# type",
                "declare it inside #if for each platform, or with types that are the same on all platforms");
        }
    }

    private void WriteInvoke(FunctionPointerBinding binding, Passing passing)
    {
        string[] names = binding.ParameterNames(passing, context);
        writer.Gap();
        writer.Begin().Append("public ").Append(passing.Result?.Public ?? "void").Append(" Invoke(");
        AppendParameters(passing, names, static form => form.Public);
        writer.Append(")");

        // Code that can throw comes before the call is recorded as running.
        var before = new List<string>();
        var arguments = new string[names.Length];
        var scope = new NameScope([.. names.Select(static name => name.TrimStart('@'))]);
        for (int i = 0; i < arguments.Length; i++)
        {
            Form form = passing.Parameters[i];
            arguments[i] = form.ToAbi(names[i]);
            if (form.IsChecked)
            {
                string local = scope.Add(names[i].TrimStart('@') + "_");
                before.Add($"{form.Abi} {local} = {arguments[i]};");
                arguments[i] = local;
            }
        }

        string own = Array.IndexOf(names, "Address") < 0 ? "" : "this.";
        StringBuilder text = context.Scratch.Clear().Append("((");
        passing.AppendPointerType(text, isLeaf: false);
        string call = text.Append($"){Namespaces.Call}EnterPointer({own}Address))(").Append(string.Join(", ", arguments)).Append(')').ToString();
        string? value = passing.Result?.FromAbi($"{Namespaces.Call}Leave({call})");
        if (value is not null && before.Count == 0)
        {
            writer.Append(" => ").Append(value).Append(";").Line();
            return;
        }

        writer.OpenAfterLine();
        foreach (string line in before)
        {
            writer.Line(line);
        }

        writer.Line(value is null ? $"{call};" : $"return {value};");
        if (value is null)
        {
            writer.Line($"{Namespaces.Call}Leave();");
        }

        writer.Close();
    }

    // The delegate that C calls has C's types and never throws. This code gives C the address of a C# method.
    private void WriteCreate(FunctionPointerBinding binding, Passing passing)
    {
        WriteBody(binding, passing);
        string result = passing.Result?.Public ?? NoResult;
        string abi = passing.Result?.Abi ?? NoResult;
        string convert = result == abi ? "null" : $"static value => {passing.Result!.ToAbi("value")}";
        writer.Open($"internal static readonly {Namespaces.Interop}CDirectEntries<{ReservedNames.Body}, {result}, {abi}> {ReservedNames.Entries} = new({CSharpLiteral.String(binding.Name)}, {convert}, static entry =>");
        string names = string.Join(", ", passing.Parameters.Select(static (_, i) => FormattableString.Invariant($"p{i}")));
        string call = $"entry.Method({string.Join(", ", passing.Parameters.Select(static (form, i) => form.FromAbi(FormattableString.Invariant($"p{i}"))))})";
        string run = passing.Result is { } form ? $"return entry.Begin() ? {form.ToAbi(call)} : entry.Error;" : $"if (entry.Begin()) {call};";
        string give = passing.Result is null ? "" : "return ";
        writer.Line($"{delegates.For(passing)} run = ({names}) => {{ try {{ {run} }} catch ({ReservedNames.Exception} e) {{ {give}entry.Failed(e); }} finally {{ {Namespaces.Call}End(); }} }};");
        writer.Line($"entry.Connect(run, {Namespaces.Services}Marshal.GetFunctionPointerForDelegate(run));");
        writer.Close(");");
    }

    // The run time receives the values that the .NET runtime would expect in other registers than C's.
    private void WriteRuntimeCreate(FunctionPointerBinding binding, Passing passing)
    {
        WriteBody(binding, passing);
        string type = CSharpLiteral.String(binding.Versions.First.PointerTo().CName);
        string answer = passing.Result is null ? "" : $", static (value, arguments) => {passing.Answer("value")}";
        writer.Line(FormattableString.Invariant($"internal static readonly {Namespaces.Interop}CRuntimeEntries<{ReservedNames.Body}, {passing.Result?.Public ?? NoResult}> {ReservedNames.Entries} = new(static () => {ReservedNames.Symbols}.Library, {type}, {passing.Parameters.Length}, static (body, arguments) => {passing.RunBody("body")}{answer});"));
    }

    private void WriteBody(FunctionPointerBinding binding, Passing passing)
    {
        writer.Gap();
        writer.Begin().Append("public delegate ").Append(passing.Result?.Public ?? "void").Append(" ").Append(ReservedNames.Body).Append("(");
        AppendParameters(passing, binding.ParameterNames(passing, context), static form => form.Public);
        writer.Append(");").Line();
        string options = passing.Result is null ? "CallbackOptions" : $"CallbackOptions<{passing.Result.Public}>";
        writer.Line($"public static {Namespaces.Interop}CCallback<{binding.Name}> Create({ReservedNames.Body} body, {Namespaces.Root}{options}? options = null) => new({ReservedNames.Entries}.Start(body, options));");
    }

    private void AppendParameters(Passing passing, string[] names, Func<Form, string> type)
    {
        for (int i = 0; i < names.Length; i++)
        {
            writer.Append(i == 0 ? "" : ", ").Append(type(passing.Parameters[i])).Append(" ").Append(names[i]);
        }
    }
}
