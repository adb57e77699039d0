using Cffi.Generator.Emission.Functions;
using Cffi.Generator.Emission.Reading;
using Cffi.Generator.Emission.Records;
using Cffi.Generator.Emission.Types;
using Cffi.Generator.Emission.Writing;

namespace Cffi.Generator.Emission;

/// <summary>Writes typed bindings: C declarations as finished C#, the same text for the same request.</summary>
/// <remarks>Any thread; nothing is kept between calls.</remarks>
public static class BindingEmitter
{
    /// <summary>Writes the bindings of a text.</summary>
    /// <param name="request">The text and where its members go.</param>
    /// <param name="cancellation">Ends the work.</param>
    /// <returns>The C# file, and what is wrong with the text.</returns>
    /// <exception cref="OperationCanceledException">The work was ended.</exception>
    public static BindingResult Emit(BindingRequest request, CancellationToken cancellation = default)
    {
        var diagnostics = new List<CDiagnostic>();
        return Emit(request, TargetReader.Read(request, diagnostics, cancellation), diagnostics, cancellation);
    }

    /// <summary>Writes the bindings of declarations that were read, and completed by a compiler, elsewhere.</summary>
    /// <param name="request">The text that the declarations are of, and where its members go.</param>
    /// <param name="texts">The declarations of each platform that the bindings are for.</param>
    /// <param name="cancellation">Ends the work.</param>
    /// <returns>The C# file, and what is to be said about the declarations.</returns>
    /// <exception cref="OperationCanceledException">The work was ended.</exception>
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
