using Cffi.Generator.Emission;

namespace Cffi.Generator.Roslyn;

/// <summary>The output of the emitter for a model, with value equality.</summary>
/// <param name="HintName">The model's.</param>
/// <param name="FileName">The model's.</param>
/// <param name="Source">The generated file; null if the text has errors.</param>
/// <param name="Problems">The diagnostics of the text.</param>
internal sealed record BindingOutput(string HintName, string? FileName, string? Source, EquatableArray<TextProblem> Problems)
{
    /// <summary>Runs the emitter.</summary>
    public static BindingOutput Of(BindingModel model, CancellationToken cancellation)
    {
        BindingResult result = BindingEmitter.Emit(model.ToRequest(), cancellation);
        return new BindingOutput(model.HintName, model.FileName, result.Source, new EquatableArray<TextProblem>(result.Diagnostics.Select(TextProblem.Of)));
    }
}
