using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using RoslynDescriptor = Microsoft.CodeAnalysis.DiagnosticDescriptor;
using RoslynDiagnostic = Microsoft.CodeAnalysis.Diagnostic;
using RoslynSeverity = Microsoft.CodeAnalysis.DiagnosticSeverity;

namespace Cffi.Generator.Roslyn;

/// <summary>Converts our diagnostics to those of the C# compiler, with the same ids.</summary>
internal static class RoslynDiagnostics
{
    /// <summary>A diagnostic at a location.</summary>
    /// <param name="location">The place.</param>
    /// <param name="id"><c>CFFInnnn</c>.</param>
    /// <param name="isError">Whether it is an error, not a warning.</param>
    /// <param name="message">What is wrong.</param>
    /// <param name="nearName">The name that the code fix writes; null for none.</param>
    public static RoslynDiagnostic At(Location location, string id, bool isError, string message, string? nearName = null)
    {
        ImmutableDictionary<string, string?> properties = ImmutableDictionary<string, string?>.Empty;
        return RoslynDiagnostic.Create(Descriptor(id, isError), location, nearName is null ? properties : properties.Add(NearNames.Property, nearName), message);
    }

    private static RoslynDescriptor Descriptor(string id, bool isError) =>
        new(id, "C declarations", "{0}", "Cffi", isError ? RoslynSeverity.Error : RoslynSeverity.Warning, isEnabledByDefault: true);
}
