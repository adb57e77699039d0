namespace Cffi.Generator.Emission;

/// <summary>The namespaces that generated files use, by an alias: a full name with <c>global::</c> is ten times the syntax for the compiler.</summary>
/// <remarks>
/// C names and those of the user's namespaces could hide a plain name, or a namespace imported as a whole. The aliases are
/// <see cref="ReservedNames"/>.
/// </remarks>
internal static class Namespaces
{
    /// <summary>Before a type of Cffi's for generated code.</summary>
    public const string Interop = $"{ReservedNames.Interop}.";

    /// <summary>Before a type of <c>System.Runtime.InteropServices</c>.</summary>
    public const string Services = $"{ReservedNames.Services}.";

    /// <summary>Before a type of <c>System.Runtime.CompilerServices</c>.</summary>
    public const string Compiler = $"{ReservedNames.Compiler}.";

    private const string InteropNamespace = "Cffi.Interop";
    private const string ServicesNamespace = "System.Runtime.InteropServices";
    private const string CompilerNamespace = "System.Runtime.CompilerServices";

    /// <summary>Writes the aliases.</summary>
    public static void Write(CSharpWriter writer)
    {
        writer.Line($"using {ReservedNames.Interop} = global::{InteropNamespace};");
        writer.Line($"using {ReservedNames.Compiler} = global::{CompilerNamespace};");
        writer.Line($"using {ReservedNames.Services} = global::{ServicesNamespace};");
    }

    /// <summary>A type as a reader of a diagnostic knows it.</summary>
    public static string Spelled(string type) => type
        .Replace("global::", "")
        .Replace(Interop, InteropNamespace + ".")
        .Replace(Services, ServicesNamespace + ".")
        .Replace(Compiler, CompilerNamespace + ".");
}
