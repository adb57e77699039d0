using Cffi.Generator.Emission.Reading;
using Cffi.Generator.Emission.Writing;

namespace Cffi.Generator.Emission.Functions;

/// <summary>Writes the expression of the library: the only part of generated code that depends on the mode.</summary>
internal static class LibraryWriter
{
    /// <summary>An expression of the type <c>BoundLibrary</c>.</summary>
    /// <param name="request">The request of the bindings.</param>
    /// <param name="declarations">The arguments with the declarations, where some calls go through the run time; null where none do.</param>
    /// <param name="targets">The argument with the platforms of the declarations; empty for all.</param>
    /// <param name="externs">The arguments that connect the functions that C# implements.</param>
    public static string Expression(BindingRequest request, string? declarations, string targets, IEnumerable<string> externs)
    {
        if (request.Module is not { } module)
        {
            string library = request.Library is { } name ? CSharpLiteral.String(name) : "null";
            return $"new({GeneratedCode.Version}, {library}{(declarations is null ? "" : $", {declarations}")}{targets})";
        }

        string functions = Table(module, static places => places.Functions);
        string variables = Table(module, static places => places.Variables);
        string connections = string.Join(", ", externs);
        string implemented = connections.Length == 0 ? "" : $", externs: [{connections}]";
        return $"{Namespaces.Interop}BoundLibrary.OfModule({GeneratedCode.Version}, typeof({request.ClassName}).Assembly, {CSharpLiteral.String(module.Name)}, {CSharpLiteral.String(module.TableSymbol)}, {functions}, {variables}{targets}{implemented})";
    }

    // A platform that the module does not have is refused before the table is read.
    private static string Table(BindingModule module, Func<BindingPlaces, IReadOnlyDictionary<string, int>> part)
    {
        (string Table, int Index)[] tables =
            [.. module.Places.OrderBy(static pair => pair.Key.Index).Select(pair => (Table(part(pair.Value)), pair.Key.Index))];
        IEnumerable<string> arms = tables.GroupBy(static one => one.Table, StringComparer.Ordinal)
            .Select(static group => $"{string.Join(" or ", group.Select(static one => FormattableString.Invariant($"{one.Index}")))} => {group.Key}");
        return tables.Select(static one => one.Table).Distinct().Count() == 1
            ? tables[0].Table
            : $"{Namespaces.Interop}CTarget.Index switch {{ {string.Join(", ", arms)}, _ => new() }}";
    }

    private static string Table(IReadOnlyDictionary<string, int> places) => $"new() {{ {string.Join(", ", places.OrderBy(static entry => entry.Value).Select(Place))} }}";

    /// <summary>The declarations for the run time: those that it needs, or the whole text where that is shorter, or platforms read it otherwise.</summary>
    /// <param name="context">What is emitted.</param>
    /// <param name="functions">The C names of the functions that go through the run time.</param>
    public static string Declarations(EmissionContext context, HashSet<string> functions)
    {
        BindingRequest request = context.Request;
        bool hasCallbacks = context.Forms.FunctionPointers.Exists(pointer => pointer.PassingOn(context) is { IsHard: true });
        var printed = new List<(TargetSet Targets, string Text)>();
        foreach ((DeclarationSet declarations, TargetSet targets) in context.Model.Readings)
        {
            string text = DeclarationPrinter.Print(declarations, one => one is FunctionDeclaration ? functions.Contains(one.Name) : hasCallbacks && one is TypedefDeclaration or RecordDeclaration or EnumDeclaration);
            int same = printed.FindIndex(other => other.Text == text);
            if (same < 0)
            {
                printed.Add((targets, text));
            }
            else
            {
                printed[same] = (printed[same].Targets.With(targets), text);
            }
        }

        return printed.Sum(static one => one.Text.Length) >= request.Text.Length ? CSharpLiteral.String(request.Text) + Options(request.Options)
            : printed.Count == 1 ? CSharpLiteral.String(printed[0].Text)
            : $"{Namespaces.Interop}CTarget.Index switch {{ {string.Join(", ", printed.Select(static (one, i) => $"{(i == 0 ? "_" : string.Join(" or ", one.Targets.Select(static target => FormattableString.Invariant($"{target.Index}"))))} => {CSharpLiteral.String(one.Text)}").Reverse())} }}";
    }

    private static string Options(CdefOptions options) => options.Pack == 0 && !options.Packed
        ? ""
        : FormattableString.Invariant($", new {Namespaces.Root}CdefOptions {{ Pack = {options.Pack}, Packed = {(options.Packed ? "true" : "false")} }}");

    private static string Place(KeyValuePair<string, int> entry) => FormattableString.Invariant($"[{CSharpLiteral.String(entry.Key)}] = {entry.Value}");
}
