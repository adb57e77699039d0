using Cffi.Generator.Emission.Functions;
using Cffi.Generator.Emission.Reading;
using Cffi.Generator.Emission.Types;
using Cffi.Generator.Emission.Writing;

namespace Cffi.Generator.Emission.Variables;

/// <summary>Writes global variables: properties that return references, and spans for arrays.</summary>
internal sealed class VariableWriter(CSharpWriter writer, EmissionContext context)
{
    private const string LoadersReason = "it is thread-local, and the loader does not give its address";
    private const string LoadersHint = "call a function of the library that returns its address, or use API mode, where the module has such a function";

    /// <summary>Writes one variable.</summary>
    /// <returns>The name in C# text; null if the variable has no C# form, which is reported.</returns>
    public string? Write(Versions<Declaration> versions)
    {
        var declaration = (VariableDeclaration)versions.First;
        SymbolKind kind = KindOf(declaration);
        if (kind == SymbolKind.OfThread)
        {
            WarnOfLoaders(versions);
        }

        List<(Target Target, (string Type, string Value)? Form)> forms = [.. versions.Targets.Where(target => kind != SymbolKind.OfThread || TellsPlaces(target)).Select(target => (target, FormOn(versions, target)))];
        List<(Target Target, (string Type, string Value)? Form)> alike = [.. forms.Where(one => one.Form is not null && one.Form == forms.Find(static other => other.Form is not null).Form)];
        if (alike.Count == 0)
        {
            context.LeaveOut(declaration, forms.Count == 0 ? $"'{declaration.Name}' is omitted: {LoadersReason}" : $"'{declaration.Name}' is omitted: '{declaration.Type.CName}' has no C# type", forms.Count == 0 ? LoadersHint : null);
            return null;
        }

        if (alike.Count < forms.Count)
        {
            context.RefuseDifference(declaration, $"'{declaration.Name}'", forms.Select(static one => (one.Target, one.Form is { } form ? form.Type : "")));
        }

        (string type, string value) = alike[0].Form!.Value;
        string name = context.Scope.AddProperty(declaration.Name);
        string address = $"{ReservedNames.Symbols}.{ReservedNames.Nested(name)}.Pointer";
        TargetSet targets = alike.Aggregate(default(TargetSet), static (all, one) => all.With(one.Target));
        string only = PerTarget.Only(targets, context.Model);
        writer.Gap();
        Documentation.Write(writer, declaration, only.Length == 0 ? null : only);
        value = value.Replace("$", only.Length == 0 ? address : $"{ReservedNames.Symbols}.{ReservedNames.Nested(name)}.PointerOn({string.Join(", ", alike.Select(static one => FormattableString.Invariant($"{one.Target.Index}")))})");
        writer.Line($"public static {type} {name} => {value};");
        return name;
    }

    /// <summary>The way in which the variable is accessed: a thread-local variable is located at each use.</summary>
    /// <remarks>A module's functions know the address (API mode), also for macros that denote such a variable; <c>errno</c> is one (C11 7.5p2).</remarks>
    public SymbolKind KindOf(VariableDeclaration variable) =>
        context.Request.Module is not null || (variable.SymbolName ?? variable.Name) == "errno" ? SymbolKind.Located
        : variable.IsThreadLocal ? SymbolKind.OfThread
        : SymbolKind.Address;

    // The loaders of Linux give the calling thread's address (dlsym); that of Windows gives an offset.
    private static bool TellsPlaces(Target target) => target.IsLinux;

    private void WarnOfLoaders(Versions<Declaration> versions)
    {
        string[] without = [.. versions.Targets.Where(static target => !TellsPlaces(target)).Select(static target => target.Name)];
        if (without.Length > 0 && without.Length < versions.Targets.Count)
        {
            context.Report(GenerationDescriptors.DiffersByTarget, versions.First, $"'{versions.First.Name}' cannot be used on {string.Join(", ", without)}: {LoadersReason}", LoadersHint);
        }
    }

    // The C# type and the expression for it. $, which no name contains, is the address.
    private (string Type, string Value)? FormOn(Versions<Declaration> versions, Target target)
    {
        if (versions.On(target) is not VariableDeclaration variable)
        {
            return null;
        }

        bool isConst = (Innermost(variable.Type).Qualifiers & CQualifiers.Const) != 0;
        if (variable.Type.Unqualified is CArrayType array)
        {
            if (context.Request.Module is not null && EvaluationMark.IsOn(variable))
            {
                return ("string", TextOf(array, target));
            }

            if (context.Forms.Of(array.Item, target)?.Element is not { } element)
            {
                return null;
            }

            return array.Length.IsKnown && !context.Forms.Of(array.Item, target)!.IsPortable
                ? ($"global::System.{(isConst ? "ReadOnly" : "")}Span<{element}>", FormattableString.Invariant($"new global::System.Span<{element}>((void*)$, {array.Length.Count})"))
                : ($"{Namespaces.Interop}CPointer<{element}>", $"new {Namespaces.Interop}CPointer<{element}>($)");
        }

        if (context.Forms.Of(variable.Type, target) is { IsPortable: true } portable)
        {
            return ($"{Namespaces.Interop}CPointer<{portable.Public}>", $"new {Namespaces.Interop}CPointer<{portable.Public}>($)");
        }

        return context.Forms.Of(variable.Type, target)?.Element is { } type
            ? ($"ref {(isConst ? "readonly " : "")}{type}", $"ref {Namespaces.Compiler}Unsafe.AsRef<{type}>((void*)$)")
            : null;
    }

    // Without the NUL at its end; there can be others inside.
    private static string TextOf(CArrayType array, Target target)
    {
        long size = LayoutEngine.Of(array.Item, target).Size;
        string encoding = size == 1 ? "UTF8" : size == 2 ? "Unicode" : "UTF32";
        return FormattableString.Invariant($"global::System.Text.Encoding.{encoding}.GetString((byte*)$, {(array.Length.Count - 1) * size})");
    }

    private static CType Innermost(CType type)
    {
        while (type is CArrayType array)
        {
            type = array.Item;
        }

        return type;
    }
}
