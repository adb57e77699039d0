using Cffi.Generator.Emission.Functions;
using Cffi.Generator.Emission.Reading;
using Cffi.Generator.Emission.Records;
using Cffi.Generator.Emission.Types;
using Cffi.Generator.Emission.Writing;

namespace Cffi.Generator.Emission;

/// <summary>Writes typed bindings: turns C declarations into complete C#. The output is deterministic.</summary>
/// <remarks>Any thread; nothing is kept between calls.</remarks>
public static class BindingEmitter
{
    /// <summary>Writes the bindings of a text.</summary>
    /// <param name="request">The text and the class that gets its members.</param>
    /// <param name="cancellation">Ends the work.</param>
    /// <returns>The C# file, and the diagnostics of the text.</returns>
    /// <exception cref="OperationCanceledException">The work was cancelled.</exception>
    public static BindingResult Emit(BindingRequest request, CancellationToken cancellation = default)
    {
        var diagnostics = new List<CDiagnostic>();
        return Emit(request, TargetReader.Read(request, diagnostics, cancellation), diagnostics, cancellation);
    }

    /// <summary>Writes the bindings of declarations that were already parsed and completed by a compiler.</summary>
    /// <param name="request">The text of the declarations, and the class that gets its members.</param>
    /// <param name="texts">The declarations of each platform of the bindings.</param>
    /// <param name="cancellation">Ends the work.</param>
    /// <returns>The C# file, and the diagnostics of the declarations.</returns>
    /// <exception cref="OperationCanceledException">The work was cancelled.</exception>
    public static BindingResult Emit(BindingRequest request, IReadOnlyList<TargetText> texts, CancellationToken cancellation = default) =>
        Emit(request, texts, [], cancellation);

    private static BindingResult Emit(BindingRequest request, IReadOnlyList<TargetText> texts, List<CDiagnostic> diagnostics, CancellationToken cancellation)
    {
        if (texts.Count == 0)
        {
            return new BindingResult(null, diagnostics);
        }

        var context = new EmissionContext(request, new DeclarationModel(texts), diagnostics);
        string source = new FileWriter(context, cancellation).Write();
        return new BindingResult(diagnostics.Exists(static one => one.Severity == CDiagnosticSeverity.Error) ? null : source, diagnostics);
    }
}
