using Cffi.Generator.Emission.Writing;

namespace Cffi.Generator.Emission.Functions;

/// <summary>Writes how the library is named: all that generated code knows of whether a compiler had a part in it.</summary>
internal static class LibraryWriter
{
    /// <summary>An expression of the type <c>BoundLibrary</c>.</summary>
    public static string Expression(BindingRequest request)
    {
        if (request.Module is not { } module)
        {
            return $"new({(request.Library is { } name ? CSharpLiteral.String(name) : "null")})";
        }

        string functions = string.Join(", ", module.Functions.OrderBy(static entry => entry.Value).Select(Place));
        string variables = string.Join(", ", module.Variables.OrderBy(static entry => entry.Value).Select(Place));
        return $"global::Cffi.Interop.BoundLibrary.OfModule(typeof({request.ClassName}).Assembly, {CSharpLiteral.String(module.Name)}, {CSharpLiteral.String(module.TableSymbol)}, new() {{ {functions} }}, new() {{ {variables} }})";
    }

    private static string Place(KeyValuePair<string, int> entry) => FormattableString.Invariant($"[{CSharpLiteral.String(entry.Key)}] = {entry.Value}");
}
