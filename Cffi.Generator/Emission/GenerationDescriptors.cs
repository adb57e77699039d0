namespace Cffi.Generator.Emission;

/// <summary>The diagnostics about declarations that bindings omit or restrict. Ids never change their meaning.</summary>
internal static class GenerationDescriptors
{
    public static readonly CDiagnosticDescriptor NotOnTarget = Warning("CFFI8301", "C text with errors on some targets");
    public static readonly CDiagnosticDescriptor NotGenerated = Warning("CFFI8302", "declaration that typed bindings omit");
    public static readonly CDiagnosticDescriptor DiffersByTarget = Warning("CFFI8303", "declaration that works on some targets only");
    public static readonly CDiagnosticDescriptor BadAnnotation = Warning("CFFI8304", "annotation that does not fit its declaration");
    public static readonly CDiagnosticDescriptor NotImplementable = new("CFFI8305", CDiagnosticSeverity.Error, "C# function that C cannot call");
    public static readonly CDiagnosticDescriptor DiffersInModule = new("CFFI8306", CDiagnosticSeverity.Error, "declaration that needs different C# on the platforms of a module");

    /// <summary>All descriptors, for the table of diagnostics.</summary>
    public static IReadOnlyList<CDiagnosticDescriptor> All { get; } = [NotOnTarget, NotGenerated, DiffersByTarget, BadAnnotation, NotImplementable, DiffersInModule];

    private static CDiagnosticDescriptor Warning(string id, string title) => new(id, CDiagnosticSeverity.Warning, title);
}
