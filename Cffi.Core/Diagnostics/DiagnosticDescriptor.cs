namespace Cffi;

/// <summary>One entry of the table of diagnostics: an id that never changes, and its meaning.</summary>
/// <param name="Id"><c>CFFInnnn</c>; the thousands digit is the area.</param>
/// <param name="Severity">How much it weighs.</param>
/// <param name="Title">The meaning of the id, for the table of ids.</param>
public sealed record DiagnosticDescriptor(string Id, DiagnosticSeverity Severity, string Title)
{
    /// <summary>Makes a diagnostic of this kind.</summary>
    /// <param name="span">Where.</param>
    /// <param name="message">What is wrong here.</param>
    /// <param name="hint">What to do; null if there is no advice.</param>
    public Diagnostic At(SourceSpan span, string message, string? hint = null) => new(Id, Severity, span, Shortened(message), hint is null ? null : Shortened(hint));

    // The name of a type can be as long as the text, so the message is cut.
    private static string Shortened(string message)
    {
        const int longest = 1_000;
        return message.Length <= longest ? message : message.Remove(longest) + "...";
    }
}
