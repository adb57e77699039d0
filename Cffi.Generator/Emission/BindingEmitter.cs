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
        var diagnostics = new List<Diagnostic>();
        IReadOnlyList<TargetText> texts = TargetReader.Read(request, diagnostics, cancellation);
        if (texts.Count == 0)
        {
            return new BindingResult(null, diagnostics);
        }

        var context = new EmissionContext(request, new DeclarationModel(texts), diagnostics);
        string source = new FileWriter(context, cancellation).Write();
        return new BindingResult(source, diagnostics);
    }
}
