namespace Cffi.Generator.Emission;

/// <summary>What bindings leave out or restrict, and why. Ids never change their meaning.</summary>
internal static class GenerationDescriptors
{
    public static readonly CDiagnosticDescriptor NotOnTarget = Warning("CFFI8301", "a text that not every target can read");
    public static readonly CDiagnosticDescriptor NotGenerated = Warning("CFFI8302", "a declaration that typed bindings leave out");
    public static readonly CDiagnosticDescriptor DiffersByTarget = Warning("CFFI8303", "a declaration that works on some targets only");
    public static readonly CDiagnosticDescriptor BadAnnotation = Warning("CFFI8304", "an annotation that does not fit its declaration");
    public static readonly CDiagnosticDescriptor NotImplementable = new("CFFI8305", CDiagnosticSeverity.Error, "a C# function that C cannot call");
    public static readonly CDiagnosticDescriptor DiffersInModule = new("CFFI8306", CDiagnosticSeverity.Error, "a declaration that no C# is right for on all platforms of a module");

    /// <summary>All of them, for the table of diagnostics.</summary>
    public static IReadOnlyList<CDiagnosticDescriptor> All { get; } = [NotOnTarget, NotGenerated, DiffersByTarget, BadAnnotation, NotImplementable, DiffersInModule];

    private static CDiagnosticDescriptor Warning(string id, string title) => new(id, CDiagnosticSeverity.Warning, title);
}
