namespace Cffi.Generator.Roslyn;

/// <summary>The diagnostics of a class or file with bindings, besides those of its C text. Ids never change their meaning.</summary>
internal static class HostDescriptors
{
    public static readonly CDiagnosticDescriptor NotPartial = Error("CFFI8201", "class with C declarations that is not partial");
    public static readonly CDiagnosticDescriptor UnsuitableClass = Error("CFFI8202", "class that cannot have C declarations");
    public static readonly CDiagnosticDescriptor NoText = Error("CFFI8203", "class without C text");
    public static readonly CDiagnosticDescriptor NoUnsafeCode = Error("CFFI8204", "project that does not allow unsafe code");
    public static readonly CDiagnosticDescriptor BadItem = Error("CFFI8205", "C file with invalid metadata");

    /// <summary>All descriptors, for the table of diagnostics.</summary>
    public static IReadOnlyList<CDiagnosticDescriptor> All { get; } = [NotPartial, UnsuitableClass, NoText, NoUnsafeCode, BadItem];

    private static CDiagnosticDescriptor Error(string id, string title) => new(id, CDiagnosticSeverity.Error, title);
}
