using System.Globalization;
using System.Text;
using Cffi.Core.CallPlans;
using Cffi.Generator.Emission.Reading;
using Cffi.Generator.Emission.Records;
using Cffi.Generator.Emission.Types;
using Cffi.Generator.Emission.Writing;

namespace Cffi.Generator.Emission.Functions;

/// <summary>Writes the functions that C calls by name and C# implements (<c>extern "C#"</c>): a method without a body for the user, and the method that C's calls enter.</summary>
internal sealed class ExternWriter(CSharpWriter writer, EmissionContext context)
{
    private readonly List<Method> methods = [];

    /// <summary>The arguments that connect C's calls with the methods.</summary>
    public IEnumerable<string> Connections => methods.Select(Connection);

    /// <summary>Whether C can call the function; if not, this is reported.</summary>
    public static bool IsPossible(Versions<Declaration> versions, EmissionContext context)
    {
        var declaration = (FunctionDeclaration)versions.First;
        if (context.Request.Module is null)
        {
            context.Report(
                GenerationDescriptors.NotImplementable,
                declaration,
                $"'{declaration.Name}' is implemented in C# (extern \"C#\"), but C calls it by name in a compiled module only",
                "put the declarations into a CffiModule of Mode=\"Api\", or pass a function pointer to C");
            return false;
        }

        Passing? first = null;
        foreach (Target target in versions.Targets)
        {
            string? reason = Obstacle(((FunctionDeclaration)versions.On(target)!).Type, target, context, out Passing? passing)
                ?? (first is not null && !passing!.IsLike(first) ? $"C passes its values differently on {target.Name}" : null);
            if (reason is not null)
            {
                context.Report(GenerationDescriptors.NotImplementable, declaration, $"'{declaration.Name}' cannot be implemented in C#: {reason}", "use a pointer as parameter or result");
                return false;
            }

            first ??= passing;
        }

        return true;
    }

    /// <summary>Writes the method whose body the user writes.</summary>
    /// <param name="plan">The function.</param>
    /// <param name="records">The C# names of the structs on whose layouts it depends.</param>
    public void Write(FunctionPlan plan, IReadOnlyList<string> records)
    {
        methods.Add(new Method(plan, records, ErrorValue.Of(plan, context)));
        writer.Gap();
        Documentation.Write(writer, plan.Declaration, plan.ParameterNames, "C calls this method. Write its body in another part of the class. The call into C throws its exceptions when it returns.");
        writer.Line($"private static partial {plan.First.Result?.Public ?? "void"} {plan.Name}({string.Join(", ", plan.First.Parameters.Select((form, i) => $"{form.Public} {plan.ParameterNames[i]}"))});");
    }

    /// <summary>Writes the class with the methods that C enters.</summary>
    public void WriteEntries()
    {
        List<Method> entered = methods.FindAll(static one => !one.Plan.IsHard);
        if (entered.Count == 0)
        {
            return;
        }

        writer.Gap();
        writer.Open($"private static class {ReservedNames.Externs}");
        entered.ForEach(WriteEntry);

        writer.Close();
    }

    // It never throws, because an exception would end the process.
    private void WriteEntry(Method method)
    {
        (FunctionPlan plan, IReadOnlyList<string> records, ErrorValue? error) = method;
        Passing passing = plan.First;
        string[] names = Names(passing);
        writer.Gap();
        writer.Line($"[{Namespaces.Services}UnmanagedCallersOnly(CallConvs = new[] {{ typeof({Namespaces.Compiler}CallConv{passing.Convention}) }})]");
        writer.Open($"internal static {passing.Result?.Abi ?? "void"} {ReservedNames.Nested(plan.Name)}({string.Join(", ", passing.Parameters.Select((form, i) => $"{form.Abi} {names[i]}"))})");
        writer.Line($"bool runs = {Namespaces.Call}Begin();");
        writer.Open("try");
        writer.Open("if (runs)");
        foreach (string record in records)
        {
            writer.Line($"{LayoutCheckWriter.Check(record, context)};");
        }

        string call = $"{plan.Name}({string.Join(", ", passing.Parameters.Select((form, i) => form.FromAbi(names[i])))})";
        writer.Line(passing.Result is { } result ? $"return {result.ToAbi(call)};" : $"{call};");
        writer.Close();
        writer.Close();
        writer.Open($"catch ({ReservedNames.Exception} exception)");
        writer.Line($"{Namespaces.Call}Failed(exception, {CSharpLiteral.String(plan.Declaration.Name)});");
        writer.Close();
        writer.Open("finally");
        writer.Line($"{Namespaces.Call}End();");
        writer.Close();
        if (passing.Result is { } form)
        {
            writer.Line();
            writer.Line($"return {error?.AsAbi(form) ?? "default"};");
        }

        writer.Close();
    }

    private string Connection(Method method)
    {
        (FunctionPlan plan, _, ErrorValue? error) = method;
        Passing passing = plan.First;
        if (!plan.IsHard)
        {
            string place = PlaceOf(plan.Declaration.Name, context.Request.Module!);
            StringBuilder pointer = context.Scratch.Clear();
            passing.AppendPointerType(pointer, isLeaf: false);
            return FormattableString.Invariant($"new {Namespaces.Interop}CExtern({place}, (nint)({pointer})&{ReservedNames.Externs}.{ReservedNames.Nested(plan.Name)})");
        }

        return FormattableString.Invariant(
            $"new {Namespaces.Interop}CExtern({CSharpLiteral.String(plan.Declaration.Name)}, {passing.Parameters.Length}, static arguments => {passing.RunBody($"{context.Request.ClassName}.{plan.Name}")}{(error is null ? "" : ", " + error.AsValue())})");
    }

    private static string PlaceOf(string name, BindingModule module)
    {
        int first = module.Places.First().Value.Externs[name];
        return module.Places.Values.All(places => places.Externs[name] == first)
            ? first.ToString(CultureInfo.InvariantCulture)
            : $"(int){PerTarget.Choice(module.Places.ContainsKey, target => module.Places[target].Externs[name])}";
    }

    private static string? Obstacle(CFunctionType type, Target target, EmissionContext context, out Passing? passing)
    {
        passing = Passing.Of(type, target, context.Forms, out string reason);
        if (passing is null)
        {
            return reason;
        }

        if (!passing.IsHard || CompiledPassing.IsFor(type))
        {
            return null;
        }

        try
        {
            _ = ExecutedPlans.Plan(type, target);
            return null;
        }
        catch (CffiUnsupportedException refusal)
        {
            return refusal.Message;
        }
    }

    private static string[] Names(Passing passing) => [.. passing.Parameters.Select(static (_, i) => FormattableString.Invariant($"p{i}"))];

    private sealed record Method(FunctionPlan Plan, IReadOnlyList<string> Records, ErrorValue? Error);
}
