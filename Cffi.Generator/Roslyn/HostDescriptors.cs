namespace Cffi.Generator.Roslyn;

/// <summary>What is wrong with a class or file that asks for bindings, beside its C text. Ids never change their meaning.</summary>
internal static class HostDescriptors
{
    public static readonly DiagnosticDescriptor NotPartial = Error("CFFI8201", "class with C declarations that is not partial");
    public static readonly DiagnosticDescriptor UnsuitableClass = Error("CFFI8202", "class that cannot have C declarations");
    public static readonly DiagnosticDescriptor NoText = Error("CFFI8203", "class without C text");
    public static readonly DiagnosticDescriptor NoUnsafeCode = Error("CFFI8204", "project that does not allow unsafe code");
    public static readonly DiagnosticDescriptor BadItem = Error("CFFI8205", "C file with invalid metadata");

    /// <summary>All of them, for the table of diagnostics.</summary>
    public static IReadOnlyList<DiagnosticDescriptor> All { get; } = [NotPartial, UnsuitableClass, NoText, NoUnsafeCode, BadItem];

    private static DiagnosticDescriptor Error(string id, string title) => new(id, DiagnosticSeverity.Error, title);
}
