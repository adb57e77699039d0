using Cffi.Parser;

namespace Cffi.Generator.Emission.Reading;

/// <summary>Parses a text for every target: predefined macros and the sizes in constant expressions differ.</summary>
internal static class TargetReader
{
    /// <summary>The declarations of each target that can parse the text.</summary>
    /// <param name="request">The text and its targets.</param>
    /// <param name="diagnostics">Gets the errors if no target can parse the text, and the warnings.</param>
    /// <param name="cancellation">Ends the work.</param>
    public static IReadOnlyList<TargetText> Read(BindingRequest request, List<CDiagnostic> diagnostics, CancellationToken cancellation) =>
        ReadOnce(request, diagnostics, cancellation) ?? ReadForEach(request, diagnostics, cancellation);

    /// <summary>The declarations of each target that can parse the text, with one parse per target.</summary>
    public static IReadOnlyList<TargetText> ReadForEach(BindingRequest request, List<CDiagnostic> diagnostics, CancellationToken cancellation)
    {
        var texts = new List<TargetText>();
        var refusals = new List<(Target Target, CDefinitionException Reason)>();
        var warnings = new Warnings(diagnostics);
        foreach (Target target in TargetsOf(request))
        {
            if (Refusal(request, target, warnings, out DeclarationSet declarations, cancellation) is { } reason)
            {
                refusals.Add((target, reason));
            }
            else
            {
                texts.Add(new TargetText(target, declarations));
            }
        }

        if (texts.Count == 0)
        {
            diagnostics.AddRange(refusals[0].Reason.Diagnostics);
            return texts;
        }

        foreach ((Target target, CDefinitionException reason) in refusals)
        {
            CDiagnostic first = reason.Diagnostics.First(static d => d.Severity == CDiagnosticSeverity.Error);
            diagnostics.Add(GenerationDescriptors.NotOnTarget.At(
                first.Span, $"the text has an error on {target}, and the bindings cannot be used there: {first.Id}, {first.Message}", first.Hint));
        }

        return texts;
    }

    // One parse for all targets; null if that is not possible. Windows has names that the others do not have.
    private static List<TargetText>? ReadOnce(BindingRequest request, List<CDiagnostic> diagnostics, CancellationToken cancellation)
    {
        IReadOnlyList<Target> targets = TargetsOf(request);
        if (targets.FirstOrDefault(static target => !target.UsesMicrosoftLayout) is not { } first || !TargetIndependence.IsSure(request.Text))
        {
            return null;
        }

        var warnings = new List<CDiagnostic>();
        if (Refusal(request, first, new Warnings(warnings), out DeclarationSet declarations, cancellation) is not { } refusal)
        {
            if (!TargetIndependence.IsSure(declarations))
            {
                return null;
            }

            diagnostics.AddRange(warnings);
            return [.. targets.Select(target => new TargetText(target, declarations))];
        }

        // Types that differ on this target can be compatible on another.
        if (!TargetIndependence.IsSure(declarations))
        {
            return null;
        }

        if (targets.FirstOrDefault(static target => target.UsesMicrosoftLayout) is { } windows)
        {
            if (Refusal(request, windows, new Warnings([]), out _, cancellation) is not { } other)
            {
                return null;
            }

            refusal = targets[0].UsesMicrosoftLayout ? other : refusal;
        }

        diagnostics.AddRange(refusal.Diagnostics);
        return [];
    }

    // The reason why a target cannot parse the text; null if it can.
    private static CDefinitionException? Refusal(
        BindingRequest request, Target target, Warnings warnings, out DeclarationSet declarations, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        declarations = new DeclarationSet();
        CdefOptions options = request.FileName is { } file ? request.Options with { SourceName = file } : request.Options;
        try
        {
            foreach (CDiagnostic warning in new CParser(target, declarations).Parse(request.Text, options))
            {
                warnings.Add(warning);
            }

            return null;
        }
        catch (CDefinitionException reason)
        {
            return reason;
        }
    }

    private static IReadOnlyList<Target> TargetsOf(BindingRequest request) => request.Targets.Count > 0 ? request.Targets : Target.All;

    /// <summary>Each warning once: every target parses a separate text object, so the same warning is a different object.</summary>
    private sealed class Warnings(List<CDiagnostic> diagnostics)
    {
        private readonly HashSet<(string Id, int Start, string Message)> known = [];

        public void Add(CDiagnostic warning)
        {
            if (known.Add((warning.Id, warning.Span.Start, warning.Message)))
            {
                diagnostics.Add(warning);
            }
        }
    }
}
