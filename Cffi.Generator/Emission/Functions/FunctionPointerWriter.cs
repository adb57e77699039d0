using Cffi.Generator.Emission.Records;
using Cffi.Generator.Emission.Types;
using Cffi.Generator.Emission.Writing;

namespace Cffi.Generator.Emission.Functions;

/// <summary>Writes the types of function pointers: to call, and to make of C# methods.</summary>
internal sealed class FunctionPointerWriter(CSharpWriter writer, EmissionContext context)
{
    private const string Interop = "global::Cffi.Interop.";

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
        string[] names = Names(passing);
        string parameters = string.Join(", ", passing.Parameters.Select((form, i) => $"{form.Parameter} {names[i]}"));
        string call = $"(({passing.PointerType(isLeaf: false)})Address)({string.Join(", ", passing.Parameters.Select((form, i) => form.ToAbi(form.FromParameter(names[i]))))})";
        writer.Gap();
        writer.Line("/// <summary>Calls the function.</summary>");
        writer.Open($"public {passing.Result?.Public ?? "void"} Invoke({parameters})");
        writer.Line($"{Interop}CCallScope.EnterPointer(Address);");
        writer.Line(passing.Result is { } result ? $"{result.Public} result = {result.FromAbi(call)};" : $"{call};");
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
        string[] names = Names(passing);
        string result = passing.Result?.Public ?? "void";
        string convention = passing.Type.Convention switch { CallingConvention.StdCall => "StdCall", CallingConvention.FastCall => "FastCall", CallingConvention.ThisCall => "ThisCall", _ => "Cdecl" };
        writer.Gap();
        writer.Line("/// <summary>What a C# method for it looks like.</summary>");
        writer.Line($"public delegate {result} Body({string.Join(", ", passing.Parameters.Select((form, i) => $"{form.Public} {names[i]}"))});");
        writer.Gap();
        writer.Line($"[global::System.Runtime.InteropServices.UnmanagedFunctionPointer(global::System.Runtime.InteropServices.CallingConvention.{convention})]");
        writer.Line($"private delegate {passing.Result?.Abi ?? "void"} Native({string.Join(", ", passing.Parameters.Select((form, i) => $"{form.Abi} {names[i]}"))});");
        writer.Gap();
        writer.Line("/// <summary>Lets C call a C# method, until the callback is disposed.</summary>");
        writer.Line("/// <remarks>What the method throws is thrown when the call into C returns; C gets zero.</remarks>");
        writer.Open($"public static {Interop}CCallback<{binding.Name}> Create(Body body)");
        writer.Open($"Native native = ({string.Join(", ", names)}) =>");
        writer.Open("try");
        string call = $"body({string.Join(", ", passing.Parameters.Select((form, i) => form.FromAbi(names[i])))})";
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
        string[] names = Names(passing);
        writer.Gap();
        writer.Line("/// <summary>What a C# method for it looks like.</summary>");
        writer.Line($"public delegate {passing.Result?.Public ?? "void"} Body({string.Join(", ", passing.Parameters.Select((form, i) => $"{form.Public} {names[i]}"))});");
        writer.Gap();
        writer.Line("/// <summary>Lets C call a C# method, until the callback is disposed.</summary>");
        writer.Line("/// <remarks>What the method throws is thrown when the call into C returns; C gets zero.</remarks>");
        writer.Open($"public static {Interop}CCallback<{binding.Name}> Create(Body body)");
        string type = CSharpLiteral.String(binding.Versions.First.PointerTo().CName);
        writer.Line(FormattableString.Invariant($"global::Cffi.CData callback = {ReservedNames.Symbols}.Library.Callback({type}, {passing.Parameters.Count}, arguments => {passing.RunBody("body")});"));
        writer.Line($"return new {Interop}CCallback<{binding.Name}>(new {binding.Name}({Interop}CLayout.AddressOf(callback)), callback);");
        writer.Close();
    }

    private static string[] Names(Passing passing) => [.. passing.Parameters.Select(static (_, i) => FormattableString.Invariant($"p{i}"))];
}
