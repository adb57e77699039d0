using Cffi.Generator.Emission.Writing;

namespace Cffi.Generator.Emission.Functions;

/// <summary>Writes how the library is named: all that generated code knows of whether a compiler had a part in it.</summary>
internal static class LibraryWriter
{
    /// <summary>An expression of the type <c>BoundLibrary</c>.</summary>
    /// <param name="request">What the bindings are of.</param>
    /// <param name="needsRunTime">Whether some calls go through the run time, which then needs the declarations.</param>
    /// <param name="targets">The argument that says which platforms the declarations are for; empty for all.</param>
    /// <param name="externs">The arguments that connect the functions that C# implements.</param>
    public static string Expression(BindingRequest request, bool needsRunTime, string targets, IEnumerable<string> externs)
    {
        if (request.Module is not { } module)
        {
            string library = request.Library is { } name ? CSharpLiteral.String(name) : "null";
            return $"new({library}{(needsRunTime ? $", {CSharpLiteral.String(request.Text)}{Options(request.Options)}" : "")}{targets})";
        }

        string functions = Table(module, static places => places.Functions);
        string variables = Table(module, static places => places.Variables);
        string connections = string.Join(", ", externs);
        string implemented = connections.Length == 0 ? "" : $", externs: [{connections}]";
        return $"{Namespaces.Interop}BoundLibrary.OfModule(typeof({request.ClassName}).Assembly, {CSharpLiteral.String(module.Name)}, {CSharpLiteral.String(module.TableSymbol)}, {functions}, {variables}{targets}{implemented})";
    }

    // A platform that the module is not for is refused before the table is asked.
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

    private static string Options(CdefOptions options) => options.Pack == 0 && !options.Packed
        ? ""
        : FormattableString.Invariant($", new global::Cffi.CdefOptions {{ Pack = {options.Pack}, Packed = {(options.Packed ? "true" : "false")} }}");

    private static string Place(KeyValuePair<string, int> entry) => FormattableString.Invariant($"[{CSharpLiteral.String(entry.Key)}] = {entry.Value}");
}
