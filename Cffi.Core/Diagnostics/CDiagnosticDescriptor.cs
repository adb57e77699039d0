namespace Cffi.Diagnostics;

/// <summary>One entry of the table of diagnostics: an id that never changes, and its meaning.</summary>
public sealed record CDiagnosticDescriptor
{
    /// <summary>Makes the descriptor.</summary>
    /// <param name="id"><c>CFFInnnn</c>; the thousands digit is the area.</param>
    /// <param name="severity">How much it weighs.</param>
    /// <param name="title">The meaning of the id, for the table of ids.</param>
    public CDiagnosticDescriptor(string id, CDiagnosticSeverity severity, string title)
    {
        Id = id;
        Severity = severity;
        Title = title;
    }

    /// <summary><c>CFFInnnn</c>; the thousands digit is the area.</summary>
    public string Id { get; init; }

    /// <summary>How much it weighs.</summary>
    public CDiagnosticSeverity Severity { get; init; }

    /// <summary>The meaning of the id, for the table of ids.</summary>
    public string Title { get; init; }

    /// <summary>Makes a diagnostic of this kind.</summary>
    /// <param name="span">Where.</param>
    /// <param name="message">What is wrong here.</param>
    /// <param name="hint">What to do; null if there is no advice.</param>
    public CDiagnostic At(SourceSpan span, string message, string? hint = null) => new(Id, Severity, span, Shortened(message), hint is null ? null : Shortened(hint));

    // The name of a type can be as long as the text, so the message is cut.
    private static string Shortened(string message)
    {
        const int longest = 1_000;
        return message.Length <= longest ? message : message.Remove(longest) + "...";
    }
}
