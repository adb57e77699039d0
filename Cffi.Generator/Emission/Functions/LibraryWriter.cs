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

        string functions = string.Join(", ", module.Functions.OrderBy(static entry => entry.Value).Select(Place));
        string variables = string.Join(", ", module.Variables.OrderBy(static entry => entry.Value).Select(Place));
        return $"global::Cffi.Interop.BoundLibrary.OfModule(typeof({request.ClassName}).Assembly, {CSharpLiteral.String(module.Name)}, {CSharpLiteral.String(module.TableSymbol)}, new() {{ {functions} }}, new() {{ {variables} }}{string.Concat(externs.Select(static one => ", " + one))})";
    }

    private static string Options(CdefOptions options) => options.Pack == 0 && !options.Packed
        ? ""
        : FormattableString.Invariant($", new global::Cffi.CdefOptions {{ Pack = {options.Pack}, Packed = {(options.Packed ? "true" : "false")} }}");

    private static string Place(KeyValuePair<string, int> entry) => FormattableString.Invariant($"[{CSharpLiteral.String(entry.Key)}] = {entry.Value}");
}
