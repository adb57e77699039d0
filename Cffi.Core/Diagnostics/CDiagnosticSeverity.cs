namespace Cffi.Diagnostics;

/// <summary>The severity of a diagnostic.</summary>
public enum CDiagnosticSeverity
{
    /// <summary>The text is accepted, but something in it needs attention.</summary>
    Warning,

    /// <summary>The text is refused.</summary>
    Error,
}
