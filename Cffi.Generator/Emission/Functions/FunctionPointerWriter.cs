using System.Text;
using Cffi.Generator.Emission.Records;
using Cffi.Generator.Emission.Types;
using Cffi.Generator.Emission.Writing;

namespace Cffi.Generator.Emission.Functions;

/// <summary>Writes the types of function pointers: to call, and to make of C# methods.</summary>
internal sealed class FunctionPointerWriter(CSharpWriter writer, EmissionContext context, DelegateTable delegates)
{
    private static readonly string[] FirstNames = ["p0", "p1", "p2", "p3", "p4", "p5", "p6", "p7"];

    /// <summary>Writes one type.</summary>
    public void Write(FunctionPointerBinding binding)
    {
        writer.Gap();
        CFunctionType type = binding.Versions.First;
        writer.Line($"/// <summary>A pointer to a function: <c>{Documentation.Escaped(type.CName)}</c>.</summary>");
        OpaqueWriter.WriteAddress(writer, binding.Name, () =>
        {
            if (binding.PassingOn(context) is not { } passing)
            {
                SayMissing(binding);
                return;
            }

            if (!passing.IsHard)
            {
                WriteInvoke(passing);
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

    private void WriteInvoke(Passing passing)
    {
        writer.Gap();
        writer.Line("/// <summary>Calls the function.</summary>");
        writer.Begin().Append("public ").Append(passing.Result?.Public ?? "void").Append(" Invoke(");
        passing.AppendParameters(writer, static form => form.Parameter);
        writer.Append(")").OpenAfterLine();

        // What may throw comes before the call is said to be under way.
        for (int i = 0; i < passing.Parameters.Length; i++)
        {
            if (passing.Parameters[i] is { IsChecked: true } form)
            {
                writer.Line($"{form.Abi} {NameOf(i)}_ = {form.ToAbi(form.FromParameter(NameOf(i)))};");
            }
        }

        writer.Line($"{Namespaces.Interop}CCallScope.EnterPointer(Address);");
        string call = CallOf(passing);
        if (passing.Result is { } result)
        {
            writer.Line($"{result.Public} result = {result.FromAbi(call)};");
        }
        else
        {
            writer.Line($"{call};");
        }

        writer.Line($"{Namespaces.Interop}CCallScope.Leave();");
        if (passing.Result is not null)
        {
            writer.Line("return result;");
        }

        writer.Close();
    }

    // The delegate that C calls has C's types; no exception leaves it. This is where C gets an address of a C# method.
    private void WriteCreate(FunctionPointerBinding binding, Passing passing)
    {
        WriteBodyType(passing);
        WriteStart(binding, $"{ReservedNames.Entries}.Start(body)");
        writer.Line($"internal static {Namespaces.Interop}CLent {ReservedNames.Lend}({ReservedNames.Body}? body, string function) => {ReservedNames.Entries}.Lend(body, function);");
        writer.Gap();
        string entries = $"{Namespaces.Interop}CEntries<{ReservedNames.Body}>";
        writer.Line($"private static readonly {entries} {ReservedNames.Entries} = new({CSharpLiteral.String(binding.Name)}, static all => new {ReservedNames.Entry}(all));");
        writer.Gap();
        writer.Open($"private sealed class {ReservedNames.Entry} : {Namespaces.Interop}CEntry<{ReservedNames.Body}>");
        string native = delegates.For(passing);
        writer.Open($"internal {ReservedNames.Entry}({entries} all) : base(all)");
        writer.Line($"{native} native = Run;");
        writer.Line($"Connect(native, {Namespaces.Services}Marshal.GetFunctionPointerForDelegate(native));");
        writer.Close();
        writer.Gap();
        writer.Begin().Append("private ").Append(passing.Result?.Abi ?? "void").Append(" Run(");
        passing.AppendParameters(writer, static form => form.Abi);
        writer.Append(")").OpenAfterLine();
        string call = $"Method({Arguments(passing, static (form, name) => form.FromAbi(name))})";
        writer.Line($"try {{ if (CanRun()) {(passing.Result is { } form ? $"return {form.ToAbi(call)}" : call)}; }}");
        writer.Line("catch (global::System.Exception exception) { Failed(exception); }");
        if (passing.Result is not null)
        {
            writer.Line("return default;");
        }

        writer.Close();
        writer.Close();
    }

    // The run time receives what the .NET runtime would take from other registers than C puts it in.
    private void WriteRuntimeCreate(FunctionPointerBinding binding, Passing passing)
    {
        WriteBodyType(passing);
        string type = CSharpLiteral.String(binding.Versions.First.PointerTo().CName);
        WriteStart(binding, $"{ReservedNames.Start}(body)");
        writer.Line($"internal static {Namespaces.Interop}CLent {ReservedNames.Lend}({ReservedNames.Body}? body, string function) => body is null ? default : new({ReservedNames.Start}(body), function);");
        writer.Line(FormattableString.Invariant($"private static {Namespaces.Interop}CEntry {ReservedNames.Start}({ReservedNames.Body} body) => {ReservedNames.Symbols}.Library.Start({type}, {passing.Parameters.Length}, arguments => {passing.RunBody("body")});"));
    }

    private void WriteBodyType(Passing passing)
    {
        writer.Gap();
        writer.Line("/// <summary>What a C# method for it looks like.</summary>");
        writer.Begin().Append("public delegate ").Append(passing.Result?.Public ?? "void").Append(" ").Append(ReservedNames.Body).Append("(");
        passing.AppendParameters(writer, static form => form.Public);
        writer.Append(");").Line();
    }

    private void WriteStart(FunctionPointerBinding binding, string entry)
    {
        writer.Gap();
        writer.Line("/// <summary>Lets C call a C# method until the callback is disposed; what C calls later throws.</summary>");
        writer.Open($"public static {Namespaces.Interop}CCallback<{binding.Name}> Create({ReservedNames.Body} body)");
        writer.Line($"{Namespaces.Interop}CEntry entry = {entry};");
        writer.Line("return new(new(entry.Address), entry);");
        writer.Close();
        writer.Gap();
    }

    private string CallOf(Passing passing)
    {
        StringBuilder text = context.Scratch.Clear().Append("((");
        passing.AppendPointerType(text, isLeaf: false);
        text.Append(")Address)(");
        AppendArguments(text, passing, static (form, name) => form.IsChecked ? $"{name}_" : form.ToAbi(form.FromParameter(name)));
        return text.Append(')').ToString();
    }

    private string Arguments(Passing passing, Func<Form, string, string> argument)
    {
        StringBuilder text = context.Scratch.Clear();
        AppendArguments(text, passing, argument);
        return text.ToString();
    }

    private static void AppendArguments(StringBuilder text, Passing passing, Func<Form, string, string> argument)
    {
        for (int i = 0; i < passing.Parameters.Length; i++)
        {
            text.Append(i == 0 ? "" : ", ").Append(argument(passing.Parameters[i], NameOf(i)));
        }
    }

    private static string NameOf(int index) => index < FirstNames.Length ? FirstNames[index] : FormattableString.Invariant($"p{index}");
}
