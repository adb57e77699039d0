using Microsoft.CodeAnalysis;
using RoslynDescriptor = Microsoft.CodeAnalysis.DiagnosticDescriptor;
using RoslynDiagnostic = Microsoft.CodeAnalysis.Diagnostic;
using RoslynSeverity = Microsoft.CodeAnalysis.DiagnosticSeverity;

namespace Cffi.Generator.Roslyn;

/// <summary>Makes the C# compiler's diagnostics of ours: the same ids.</summary>
internal static class RoslynDiagnostics
{
    /// <summary>A diagnostic at a location.</summary>
    public static RoslynDiagnostic At(Location location, string id, bool isError, string message) =>
        RoslynDiagnostic.Create(Descriptor(id, isError), location, message);

    private static RoslynDescriptor Descriptor(string id, bool isError) =>
        new(id, "C declarations", "{0}", "Cffi", isError ? RoslynSeverity.Error : RoslynSeverity.Warning, isEnabledByDefault: true);
}
