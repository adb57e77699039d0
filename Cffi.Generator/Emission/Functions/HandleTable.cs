using Cffi.Generator.Emission.Reading;
using Cffi.Generator.Emission.Types;

namespace Cffi.Generator.Emission.Functions;

/// <summary>The classes of handles: for each record that a function releases (<c>[[cffi::release(f)]]</c>) one.</summary>
internal sealed class HandleTable
{
    private readonly Dictionary<RecordBinding, (string Name, string Release)> handles = [];

    /// <summary>The handles, with the C names of the functions that release them.</summary>
    public IEnumerable<(RecordBinding Record, string Name, string Release)> All => handles.Select(static pair => (pair.Key, pair.Value.Name, pair.Value.Release));

    /// <summary>The name of the class for pointers to a record; null if no function releases them.</summary>
    public string? Of(RecordBinding record) => handles.TryGetValue(record, out (string Name, string Release) handle) ? handle.Name : null;

    /// <summary>Whether a function releases the objects of a record's handles.</summary>
    public bool Releases(string function, RecordBinding record) => handles.TryGetValue(record, out (string Name, string Release) handle) && handle.Release == function;

    /// <summary>Records the annotations of a function's result and parameters.</summary>
    public void Note(Versions<Declaration> versions, EmissionContext context)
    {
        Target target = versions.Targets.First;
        if (versions.On(target) is not FunctionDeclaration function)
        {
            return;
        }

        Note(function.Attributes, function.Type.Result.Unqualified, function, target, context);
        for (int i = 0; i < function.ParameterAttributes.Count; i++)
        {
            CType? item = (function.Type.Parameters[i].Unqualified as CPointerType)?.Item.Unqualified;
            Note(function.ParameterAttributes[i], item, function, target, context);
        }
    }

    private void Note(IReadOnlyList<CAttribute> attributes, CType? type, FunctionDeclaration function, Target target, EmissionContext context)
    {
        if (attributes.Count == 0 || attributes.FirstOrDefault(static attribute => attribute.Name == "cffi::release") is not { } release)
        {
            return;
        }

        string? name = release.Arguments.Count == 1 ? release.Arguments[0] : null;
        if (name is null || type is not CPointerType { Item.Unqualified: CRecordType record } || !Releases(name, record, context, target))
        {
            context.Report(
                GenerationDescriptors.BadAnnotation, function, $"'cffi::release' of '{function.Name}' has no effect: write it on a function that returns a pointer to a record, with the name of a function whose only parameter is that pointer");
            return;
        }

        RecordBinding binding = context.Names.Of(record, target);
        if (!handles.TryGetValue(binding, out (string Name, string Release) known))
        {
            handles.Add(binding, (context.Scope.Add(binding.Wanted + "Handle"), name));
        }
        else if (known.Release != name)
        {
            context.Report(
                GenerationDescriptors.BadAnnotation, function, $"'cffi::release' of '{function.Name}' has no effect: another function says that '{known.Release}' releases a pointer to '{record.CName}'");
        }
    }

    private static bool Releases(string name, CRecordType record, EmissionContext context, Target target) =>
        context.Model.Texts.First(text => text.Target == target).Declarations.FindIdentifier(name) is FunctionDeclaration { Type: { Parameters.Count: 1, IsVariadic: false } type }
        && type.Parameters[0].Unqualified is CPointerType parameter && ReferenceEquals(parameter.Item.Unqualified, record);
}
