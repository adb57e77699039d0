namespace Cffi.Generator.Emission;

/// <summary>What bindings leave out or restrict, and why. Ids never change their meaning.</summary>
internal static class GenerationDescriptors
{
    public static readonly DiagnosticDescriptor NotOnTarget = Warning("CFFI8301", "C text with errors on some targets");
    public static readonly DiagnosticDescriptor NotGenerated = Warning("CFFI8302", "declaration that typed bindings omit");
    public static readonly DiagnosticDescriptor DiffersByTarget = Warning("CFFI8303", "declaration that works on some targets only");
    public static readonly DiagnosticDescriptor BadAnnotation = Warning("CFFI8304", "annotation that does not fit its declaration");
    public static readonly DiagnosticDescriptor NotImplementable = new("CFFI8305", DiagnosticSeverity.Error, "C# function that C cannot call");
    public static readonly DiagnosticDescriptor DiffersInModule = new("CFFI8306", DiagnosticSeverity.Error, "declaration that needs different C# on the platforms of a module");

    /// <summary>All of them, for the table of diagnostics.</summary>
    public static IReadOnlyList<DiagnosticDescriptor> All { get; } = [NotOnTarget, NotGenerated, DiffersByTarget, BadAnnotation, NotImplementable, DiffersInModule];

    private static DiagnosticDescriptor Warning(string id, string title) => new(id, DiagnosticSeverity.Warning, title);
}
