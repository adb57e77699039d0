using System.Text;
using Cffi.Generator.Emission.Records;
using Cffi.Generator.Emission.Types;
using Cffi.Generator.Emission.Writing;

namespace Cffi.Generator.Emission.Functions;

/// <summary>Writes the types of function pointers: to call, and to make of C# methods.</summary>
internal sealed class FunctionPointerWriter(CSharpWriter writer, EmissionContext context)
{
    private const string Interop = "global::Cffi.Interop.";
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

    private void WriteInvoke(Passing passing)
    {
        writer.Gap();
        writer.Line("/// <summary>Calls the function.</summary>");
        writer.Begin().Append("public ").Append(passing.Result?.Public ?? "void").Append(" Invoke(");
        AppendParameters(passing, static form => form.Public);
        writer.Append(")").OpenAfterLine();
        writer.Line($"{Interop}CCallScope.EnterPointer(Address);");
        string call = CallOf(passing);
        if (passing.Result is { } result)
        {
            writer.Line($"{result.Public} result = {result.FromAbi(call)};");
        }
        else
        {
            writer.Line($"{call};");
        }

        writer.Line($"{Interop}CCallScope.Leave();");
        if (passing.Result is not null)
        {
            writer.Line("return result;");
        }

        writer.Close();
    }

    // The delegate that C calls has C's types; no exception leaves it.
    private void WriteCreate(FunctionPointerBinding binding, Passing passing)
    {
        string convention = passing.Type.Convention switch { CallingConvention.StdCall => "StdCall", CallingConvention.FastCall => "FastCall", CallingConvention.ThisCall => "ThisCall", _ => "Cdecl" };
        writer.Gap();
        writer.Line("/// <summary>What a C# method for it looks like.</summary>");
        WriteBodyType(passing);
        writer.Gap();
        writer.Line($"[global::System.Runtime.InteropServices.UnmanagedFunctionPointer(global::System.Runtime.InteropServices.CallingConvention.{convention})]");
        writer.Begin().Append("private delegate ").Append(passing.Result?.Abi ?? "void").Append(" Native(");
        AppendParameters(passing, static form => form.Abi);
        writer.Append(");").Line();
        writer.Gap();
        writer.Line("/// <summary>Lets C call a C# method, until the callback is disposed.</summary>");
        writer.Line("/// <remarks>What the method throws is thrown when the call into C returns; C gets zero.</remarks>");
        writer.Open($"public static {Interop}CCallback<{binding.Name}> Create(Body body)");
        writer.Open($"Native native = ({Arguments(passing, static (_, name) => name)}) =>");
        writer.Open("try");
        string call = $"body({Arguments(passing, static (form, name) => form.FromAbi(name))})";
        writer.Open($"if ({Interop}CCallScope.CanRun())");
        writer.Line(passing.Result is { } form2 ? $"return {form2.ToAbi(call)};" : $"{call};");
        writer.Close();
        writer.Close();
        writer.Open("catch (global::System.Exception exception)");
        writer.Line($"{Interop}CCallScope.Failed(exception, {CSharpLiteral.String(binding.Name)});");
        writer.Close();
        if (passing.Result is not null)
        {
            writer.Line();
            writer.Line("return default;");
        }

        writer.Close(";");
        writer.Line($"return new {Interop}CCallback<{binding.Name}>(new {binding.Name}(global::System.Runtime.InteropServices.Marshal.GetFunctionPointerForDelegate(native)), native);");
        writer.Close();
    }

    // The run time receives what the .NET runtime would take from other registers than C puts it in.
    private void WriteRuntimeCreate(FunctionPointerBinding binding, Passing passing)
    {
        writer.Gap();
        writer.Line("/// <summary>What a C# method for it looks like.</summary>");
        WriteBodyType(passing);
        writer.Gap();
        writer.Line("/// <summary>Lets C call a C# method, until the callback is disposed.</summary>");
        writer.Line("/// <remarks>What the method throws is thrown when the call into C returns; C gets zero.</remarks>");
        writer.Open($"public static {Interop}CCallback<{binding.Name}> Create(Body body)");
        string arguments = string.Join(", ", passing.Parameters.Select(static (form, i) => form.Public == FormTable.AnyValue
            ? FormattableString.Invariant($"arguments.Any({i})")
            : form.FromField(FormattableString.Invariant($"arguments.Value<{form.Field}>({i})"))));
        string call = $"body({arguments})";
        string run = passing.Result is not { } result ? call
            : result.Public == FormTable.AnyValue ? $"arguments.ReturnAny({call})"
            : $"arguments.Return<{result.Field}>({result.ToField(call)})";
        string type = CSharpLiteral.String(binding.Versions.First.PointerTo().CName);
        writer.Line(FormattableString.Invariant($"global::Cffi.CData callback = {ReservedNames.Symbols}.Library.Callback({type}, {passing.Parameters.Length}, arguments => {run});"));
        writer.Line($"return new {Interop}CCallback<{binding.Name}>(new {binding.Name}({Interop}CLayout.AddressOf(callback)), callback);");
        writer.Close();
    }

    private void WriteBodyType(Passing passing)
    {
        writer.Begin().Append("public delegate ").Append(passing.Result?.Public ?? "void").Append(" Body(");
        AppendParameters(passing, static form => form.Public);
        writer.Append(");").Line();
    }

    private void AppendParameters(Passing passing, Func<Form, string> type)
    {
        for (int i = 0; i < passing.Parameters.Length; i++)
        {
            writer.Append(i == 0 ? "" : ", ").Append(type(passing.Parameters[i])).Append(" p").Append(i);
        }
    }

    private string CallOf(Passing passing)
    {
        StringBuilder text = context.Scratch.Clear().Append("((");
        passing.AppendPointerType(text, isLeaf: false);
        text.Append(")Address)(");
        AppendArguments(text, passing, static (form, name) => form.ToAbi(name));
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
