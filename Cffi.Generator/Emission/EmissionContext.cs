using System.Text;
using Cffi.Generator.Emission.Functions;
using Cffi.Generator.Emission.Reading;
using Cffi.Generator.Emission.Records;
using Cffi.Generator.Emission.Types;

namespace Cffi.Generator.Emission;

/// <summary>The state that all writers of one file share.</summary>
internal sealed class EmissionContext
{
    private LayoutNeeds? layouts;

    public EmissionContext(BindingRequest request, DeclarationModel model, List<CDiagnostic> diagnostics)
    {
        Request = request;
        Model = model;
        Diagnostics = diagnostics;
        Scope = new NameScope(CSharpName.Plain(request.ClassName));
        Names = new TypeNames(model, Scope);
        Forms = new FormTable(Names);
    }

    public BindingRequest Request { get; }

    public DeclarationModel Model { get; }

    public List<CDiagnostic> Diagnostics { get; }

    /// <summary>A buffer for one string at a time.</summary>
    public StringBuilder Scratch { get; } = new(512);

    /// <summary>The names of the class's members.</summary>
    public NameScope Scope { get; }

    public TypeNames Names { get; }

    public FormTable Forms { get; }

    /// <summary>The classes of handles.</summary>
    public HandleTable Handles { get; } = new();

    /// <summary>The C# methods that C keeps.</summary>
    public KeepTable Keeps { get; } = new();

    /// <summary>The layouts that functions and variables depend on.</summary>
    public LayoutNeeds Layouts => layouts ??= new LayoutNeeds(this);

    /// <summary>The C# names of the functions, by their names in C.</summary>
    public Dictionary<string, string> FunctionNames { get; } = [];

    /// <summary>Whether C code could call back during a call: the text has function pointers, or functions that C# implements.</summary>
    public bool HasCallbacks => Forms.FunctionPointers.Count > 0 || Request.Module?.Places.Values.Any(static places => places.Externs.Count > 0) == true;

    /// <summary>The symbol of a declaration: a module's table has the names of C, whatever the linker calls them.</summary>
    public string SymbolOf(Declaration declaration, string? symbol) => Request.Module is null ? symbol ?? declaration.Name : declaration.Name;

    /// <summary>The members of the C# struct of a record.</summary>
    public StructMembers MembersOf(RecordBinding record) => record.Members ??= new StructMembers(record, Forms.ShapeOf(record)!, this);

    /// <summary>Reports that a declaration is omitted.</summary>
    public void LeaveOut(Declaration declaration, string reason, string? hint = null) => Report(GenerationDescriptors.NotGenerated, declaration, reason, hint);

    /// <summary>Refuses a declaration of a module whose C# types differ between its platforms.</summary>
    /// <param name="declaration">The declaration.</param>
    /// <param name="what">The subject of the message, such as <c>'member' of 'struct s'</c>.</param>
    /// <param name="forms">Its C# types; empty if there is none.</param>
    /// <remarks>The project names the platforms of a module. In a text for all platforms, a difference is refused at its use.</remarks>
    public void RefuseDifference(Declaration declaration, string what, IEnumerable<(Target Target, string Form)> forms)
    {
        if (Request.Module is null)
        {
            return;
        }

        IEnumerable<string> all = forms.GroupBy(static one => one.Form, static one => one.Target.Name, StringComparer.Ordinal)
            .Select(static group => $"{(group.Key.Length == 0 ? "without a C# type" : $"'{Namespaces.Spelled(group.Key)}'")} on {string.Join(", ", group)}");
        Report(
            GenerationDescriptors.DiffersInModule, declaration, $"{what} is {string.Join(", and ", all)}: no C# type is right on all platforms of the module",
            "declare it with types that are the same in C# on all platforms, or inside #if for some platforms only");
    }

    /// <summary>Reports a diagnostic at the position of a declaration.</summary>
    public void Report(CDiagnosticDescriptor descriptor, Declaration declaration, string message, string? hint = null) =>
        Diagnostics.Add(descriptor.At(declaration.Span, message, hint));
}
