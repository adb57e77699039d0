namespace Cffi.Generator.Emission;

/// <summary>The aliases for namespaces and two classes in generated files: a full name with <c>global::</c> has ten times as much syntax for the compiler.</summary>
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

    /// <summary>The prefix of types of Cffi's run time.</summary>
    public const string Root = $"{ReservedNames.Root}.";

    /// <summary>The prefix of the methods that begin and end a call.</summary>
    public const string Call = $"{ReservedNames.Call}.";

    private const string RootNamespace = "Cffi";
    private const string InteropNamespace = "Cffi.Interop";
    private const string ServicesNamespace = "System.Runtime.InteropServices";
    private const string CompilerNamespace = "System.Runtime.CompilerServices";

    /// <summary>Writes the aliases.</summary>
    public static void Write(CSharpWriter writer)
    {
        writer.Line($"using {ReservedNames.Interop} = global::{InteropNamespace};");
        writer.Line($"using {ReservedNames.Root} = global::{RootNamespace};");
        writer.Line($"using {ReservedNames.Call} = global::{InteropNamespace}.CCallScope;");
        writer.Line($"using {ReservedNames.Exception} = global::System.Exception;");
        writer.Line($"using {ReservedNames.Compiler} = global::{CompilerNamespace};");
        writer.Line($"using {ReservedNames.Services} = global::{ServicesNamespace};");
    }

    /// <summary>The name of a type in a diagnostic.</summary>
    public static string Spelled(string type) => type
        .Replace("global::", "")
        .Replace(Interop, InteropNamespace + ".")
        .Replace(Root, RootNamespace + ".")
        .Replace(Services, ServicesNamespace + ".")
        .Replace(Compiler, CompilerNamespace + ".");
}
