namespace Cffi.Diagnostics;

/// <summary>One entry of the table of diagnostics: an id that never changes, and what it stands for.</summary>
public sealed record CDiagnosticDescriptor
{
    /// <summary>Makes one.</summary>
    /// <param name="id"><c>CFFInnnn</c>; the thousands tell the area.</param>
    /// <param name="severity">How much it weighs.</param>
    /// <param name="title">What is wrong, in general, for the table of ids.</param>
    public CDiagnosticDescriptor(string id, CDiagnosticSeverity severity, string title)
    {
        Id = id;
        Severity = severity;
        Title = title;
    }

    /// <summary><c>CFFInnnn</c>; the thousands tell the area.</summary>
    public string Id { get; init; }

    /// <summary>How much it weighs.</summary>
    public CDiagnosticSeverity Severity { get; init; }

    /// <summary>What is wrong, in general, for the table of ids.</summary>
    public string Title { get; init; }

    /// <summary>Makes a diagnostic of this kind.</summary>
    /// <param name="span">Where.</param>
    /// <param name="message">What is wrong here.</param>
    /// <param name="hint">What to do about it; null where nothing can be said.</param>
    public CDiagnostic At(SourceSpan span, string message, string? hint = null) => new(Id, Severity, span, Shortened(message), hint is null ? null : Shortened(hint));

    // The name of a type can be as long as the text; nobody reads that far.
    private static string Shortened(string message)
    {
        const int longest = 1_000;
        return message.Length <= longest ? message : message.Remove(longest) + "...";
    }
}
