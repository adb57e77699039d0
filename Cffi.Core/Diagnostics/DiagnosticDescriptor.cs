namespace Cffi;

/// <summary>One entry of the table of diagnostics: an id that never changes, and what it stands for.</summary>
/// <param name="Id"><c>CFFInnnn</c>; the thousands tell the area.</param>
/// <param name="Severity">How much it weighs.</param>
/// <param name="Title">What is wrong, in general, for the table of ids.</param>
public sealed record DiagnosticDescriptor(string Id, DiagnosticSeverity Severity, string Title)
{
    /// <summary>Makes a diagnostic of this kind.</summary>
    /// <param name="span">Where.</param>
    /// <param name="message">What is wrong here.</param>
    /// <param name="hint">What to do about it; null where nothing can be said.</param>
    public Diagnostic At(SourceSpan span, string message, string? hint = null) => new(Id, Severity, span, Shortened(message), hint is null ? null : Shortened(hint));

    // The name of a type can be as long as the text; nobody reads that far.
    private static string Shortened(string message)
    {
        const int longest = 1_000;
        return message.Length <= longest ? message : message.Remove(longest) + "...";
    }
}
