namespace Cffi.Generator.Roslyn;

/// <summary>What is wrong with a class or file that asks for bindings, beside its C text. Ids never change their meaning.</summary>
internal static class HostDescriptors
{
    public static readonly CDiagnosticDescriptor NotPartial = Error("CFFI8201", "a class with C declarations that is not partial");
    public static readonly CDiagnosticDescriptor UnsuitableClass = Error("CFFI8202", "a class that C declarations cannot be written into");
    public static readonly CDiagnosticDescriptor NoText = Error("CFFI8203", "a class without a C text");
    public static readonly CDiagnosticDescriptor NoUnsafeCode = Error("CFFI8204", "a project that does not allow unsafe code");
    public static readonly CDiagnosticDescriptor BadItem = Error("CFFI8205", "a C file whose item is not as it should be");

    /// <summary>All of them, for the table of diagnostics.</summary>
    public static IReadOnlyList<CDiagnosticDescriptor> All { get; } = [NotPartial, UnsuitableClass, NoText, NoUnsafeCode, BadItem];

    private static CDiagnosticDescriptor Error(string id, string title) => new(id, CDiagnosticSeverity.Error, title);
}
