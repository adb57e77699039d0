using Cffi.Generator.Emission.Reading;
using Cffi.Generator.Emission.Types;
using Cffi.Generator.Emission.Writing;

namespace Cffi.Generator.Emission.Constants;

/// <summary>Writes constants: macros, enumerators, and constant variables with a value.</summary>
internal sealed class ConstantWriter
{
    private readonly CSharpWriter writer;
    private readonly EmissionContext context;
    private readonly Dictionary<string, EnumBinding> enumerators = [];

    public ConstantWriter(CSharpWriter writer, EmissionContext context)
    {
        this.writer = writer;
        this.context = context;
        foreach (EnumBinding @enum in context.Names.Enums)
        {
            foreach (CEnumerator enumerator in @enum.Versions.First.Enumerators)
            {
                enumerators[enumerator.Name] = @enum;
            }
        }
    }

    /// <summary>Writes one constant.</summary>
    public void Write(Versions<Declaration> versions)
    {
        var declaration = (ConstantDeclaration)versions.First;
        if (enumerators.TryGetValue(declaration.Name, out EnumBinding? @enum) && @enum.IsEnum)
        {
            // The enum has it.
            return;
        }

        List<(Target Target, ConstantForm Form)> forms = FormsOf(versions);
        if (forms.Count == 0)
        {
            context.LeaveOut(declaration, $"'{declaration.Name}' is omitted: only the C compiler knows its value", "write the value, or use API mode");
            return;
        }

        if (forms.Count < versions.Targets.Count)
        {
            context.RefuseDifference(declaration, $"'{declaration.Name}'", versions.Targets.Select(target => (target, forms.Find(one => one.Target == target).Form?.Type ?? "")));
        }

        ConstantForm first = forms[0].Form;
        bool isOne = forms.Count == context.Model.Texts.Count && forms.TrueForAll(one => one.Form == first);
        string name = isOne && first.IsLiteral ? context.Scope.Add(declaration.Name) : context.Scope.AddProperty(declaration.Name);
        writer.Gap();
        Documentation.Write(writer, declaration);
        if (isOne)
        {
            writer.Line(first.IsLiteral ? $"public const {first.Type} {name} = {first.Value};" : $"public static {first.Type} {name} => {first.Value};");
            return;
        }

        WriteChoice(declaration, name, forms);
    }

    private List<(Target Target, ConstantForm Form)> FormsOf(Versions<Declaration> versions)
    {
        var forms = new List<(Target Target, ConstantForm Form)>();
        foreach ((Declaration version, TargetSet targets) in versions.Distinct())
        {
            if (version is not ConstantDeclaration { Value: { } value })
            {
                continue;
            }

            // Only pointers and wide characters have different text on different targets.
            bool isOne = value.StringBytes is null && value.Type.Unqualified is not CPointerType;
            ConstantForm? common = isOne ? ConstantForm.Of(value, targets.First, context.Forms) : null;
            foreach (Target target in targets)
            {
                if ((common ?? ConstantForm.Of(value, target, context.Forms)) is { } form)
                {
                    forms.Add((target, form));
                }
            }
        }

        forms.Sort(static (left, right) => left.Target.Index.CompareTo(right.Target.Index));
        return forms;
    }

    // The largest integer type holds the values of all targets.
    private void WriteChoice(ConstantDeclaration declaration, string name, List<(Target Target, ConstantForm Form)> forms)
    {
        string[] widths = ["int", "uint", "long", "ulong"];
        string type = forms.Select(static one => one.Form.Type).OrderByDescending(type => Array.IndexOf(widths, type)).First();
        type = type == "uint" && forms.Exists(static one => one.Form.Type == "int") ? "long" : type;
        List<(Target Target, ConstantForm Form)> alike = [.. forms.Where(one => one.Form.Type == type || (Array.IndexOf(widths, one.Form.Type) >= 0 && Array.IndexOf(widths, type) >= 0))];
        bool isBeyond = type == "ulong" && alike.Exists(static one => one.Form.Value.StartsWith("-", StringComparison.Ordinal));
        if (alike.Count < forms.Count || isBeyond)
        {
            context.RefuseDifference(declaration, $"'{declaration.Name}'", forms.Select(static one => (one.Target, $"{one.Form.Type} {one.Form.Value}")));
        }

        type = isBeyond ? "global::System.Int128" : type;
        writer.Open($"public static {type} {name} => {Namespaces.Interop}CTarget.Index switch");
        foreach (IGrouping<string, (Target Target, ConstantForm Form)> group in alike.GroupBy(static one => one.Form.Value, StringComparer.Ordinal))
        {
            string targets = string.Join(" or ", group.Select(static one => one.Target.Index.ToString(System.Globalization.CultureInfo.InvariantCulture)));
            writer.Line($"{targets} => {(isBeyond || Array.IndexOf(widths, type) >= 0 ? $"unchecked(({type})({group.Key}))" : group.Key)}, // {string.Join(", ", group.Select(static one => one.Target.Name))}");
        }

        writer.Line($"_ => throw {Namespaces.Interop}CTarget.Unsupported({CSharpLiteral.String(declaration.Name)}),");
        writer.Close(";");
    }
}
