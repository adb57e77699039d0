namespace Cffi.Generator.Emission.Reading;

/// <summary>Reads a text for every target: predefined macros and the sizes in constant expressions differ.</summary>
internal static class TargetReader
{
    /// <summary>The text as each target reads it that can.</summary>
    /// <param name="request">The text, and the targets it is for.</param>
    /// <param name="diagnostics">Gets the errors where no target can read it, and the warnings.</param>
    /// <param name="cancellation">Ends the work.</param>
    public static IReadOnlyList<TargetText> Read(BindingRequest request, List<Diagnostic> diagnostics, CancellationToken cancellation)
    {
        CdefOptions options = request.FileName is { } file ? request.Options with { SourceName = file } : request.Options;
        var texts = new List<TargetText>();
        var refusals = new List<(Target Target, CDefinitionException Reason)>();

        // Each target reads a text object of its own: the same warning is another object.
        var known = new HashSet<(string Id, int Start, string Message)>();
        bool isOneEnough = TargetIndependence.IsSure(request.Text);
        foreach (Target target in request.Targets.Count > 0 ? request.Targets : Target.All)
        {
            if (isOneEnough && texts.Count > 0)
            {
                texts.Add(texts[0] with { Target = target });
                continue;
            }

            cancellation.ThrowIfCancellationRequested();
            var declarations = new DeclarationSet();
            try
            {
                IReadOnlyList<Diagnostic> warnings = new CParser(target, declarations).Parse(request.Text, options);
                diagnostics.AddRange(warnings.Where(warning => known.Add((warning.Id, warning.Span.Start, warning.Message))));
                texts.Add(new TargetText(target, declarations));
            }
            catch (CDefinitionException reason)
            {
                refusals.Add((target, reason));
            }
        }

        if (texts.Count == 0)
        {
            diagnostics.AddRange(refusals[0].Reason.Diagnostics);
            return texts;
        }

        foreach ((Target target, CDefinitionException reason) in refusals)
        {
            Diagnostic first = reason.Diagnostics.First(static d => d.Severity == DiagnosticSeverity.Error);
            diagnostics.Add(GenerationDescriptors.NotOnTarget.At(
                first.Span, $"on {target} this is an error, and nothing can be used there: {first.Id}, {first.Message}", first.Hint));
        }

        return texts;
    }
}
