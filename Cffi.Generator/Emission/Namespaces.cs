namespace Cffi.Generator.Emission;

/// <summary>The aliases for namespaces in generated files: a full name with <c>global::</c> has ten times as much syntax for the compiler.</summary>
/// <remarks>
/// C names and names of the user's namespaces could hide a plain name or an imported namespace. The aliases are
/// <see cref="ReservedNames"/>.
/// </remarks>
internal static class Namespaces
{
    /// <summary>The prefix of Cffi's types for generated code.</summary>
    public const string Interop = $"{ReservedNames.Interop}.";

    /// <summary>The prefix of types of <c>System.Runtime.InteropServices</c>.</summary>
    public const string Services = $"{ReservedNames.Services}.";

    /// <summary>The prefix of types of <c>System.Runtime.CompilerServices</c>.</summary>
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

    /// <summary>The name of a type in a diagnostic.</summary>
    public static string Spelled(string type) => type
        .Replace("global::", "")
        .Replace(Interop, InteropNamespace + ".")
        .Replace(Services, ServicesNamespace + ".")
        .Replace(Compiler, CompilerNamespace + ".");
}
