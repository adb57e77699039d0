namespace Cffi;

/// <summary>The severity of a diagnostic.</summary>
public enum DiagnosticSeverity
{
    /// <summary>The text is accepted, but something in it needs attention.</summary>
    Warning,

    /// <summary>The text is refused.</summary>
    Error,
}
