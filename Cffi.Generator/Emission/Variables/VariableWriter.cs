using Cffi.Generator.Emission.Reading;
using Cffi.Generator.Emission.Types;
using Cffi.Generator.Emission.Writing;

namespace Cffi.Generator.Emission.Variables;

/// <summary>Writes global variables: properties that return references, and spans for arrays.</summary>
internal sealed class VariableWriter(CSharpWriter writer, EmissionContext context)
{
    /// <summary>Writes one variable.</summary>
    /// <returns>The name as it is written; null where there is no C# form for the variable, which is reported.</returns>
    public string? Write(Versions<Declaration> versions)
    {
        var declaration = (VariableDeclaration)versions.First;
        List<(Target Target, (string Type, string Value)? Form)> forms = [.. versions.Targets.Select(target => (target, FormOn(versions, target)))];
        List<(Target Target, (string Type, string Value)? Form)> alike = [.. forms.Where(one => one.Form is not null && one.Form == forms.Find(static other => other.Form is not null).Form)];
        if (alike.Count == 0)
        {
            context.LeaveOut(declaration, $"'{declaration.Name}' is left out: '{declaration.Type.CName}' has no C# type");
            return null;
        }

        if (alike.Count < forms.Count)
        {
            context.RefuseDifference(declaration, $"'{declaration.Name}'", forms.Select(static one => (one.Target, one.Form is { } form ? form.Type : "")));
        }

        (string type, string value) = alike[0].Form!.Value;
        string name = context.Scope.Add(declaration.Name);
        string address = $"{ReservedNames.Symbols}.{ReservedNames.Nested(name)}.Pointer";
        TargetSet targets = alike.Aggregate(default(TargetSet), static (all, one) => all.With(one.Target));
        string only = PerTarget.Only(targets, context.Model);
        writer.Gap();
        Documentation.Write(writer, declaration, only.Length == 0 ? null : only);
        value = value.Replace("@", only.Length == 0 ? address : $"{ReservedNames.Symbols}.{ReservedNames.Nested(name)}.PointerOn({string.Join(", ", alike.Select(static one => FormattableString.Invariant($"{one.Target.Index}")))})");
        writer.Line($"public static {type} {name} => {value};");
        return name;
    }

    // The C# type and the expression for it, with @ for the address.
    private (string Type, string Value)? FormOn(Versions<Declaration> versions, Target target)
    {
        if (versions.On(target) is not VariableDeclaration variable)
        {
            return null;
        }

        bool isConst = (Innermost(variable.Type).Qualifiers & CQualifiers.Const) != 0;
        if (variable.Type.Unqualified is CArrayType array)
        {
            if (context.Forms.Of(array.Item, target)?.Element is not { } element)
            {
                return null;
            }

            return array.Length.IsKnown && !context.Forms.Of(array.Item, target)!.IsPortable
                ? ($"global::System.{(isConst ? "ReadOnly" : "")}Span<{element}>", FormattableString.Invariant($"new global::System.Span<{element}>((void*)@, {array.Length.Count})"))
                : ($"global::Cffi.Interop.CPointer<{element}>", $"new global::Cffi.Interop.CPointer<{element}>(@)");
        }

        if (context.Forms.Of(variable.Type, target) is { IsPortable: true } portable)
        {
            return ($"global::Cffi.Interop.CPointer<{portable.Public}>", $"new global::Cffi.Interop.CPointer<{portable.Public}>(@)");
        }

        return context.Forms.Of(variable.Type, target)?.Element is { } type
            ? ($"ref {(isConst ? "readonly " : "")}{type}", $"ref global::System.Runtime.CompilerServices.Unsafe.AsRef<{type}>((void*)@)")
            : null;
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
