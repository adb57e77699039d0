namespace Cffi.Diagnostics;

/// <summary>How much a diagnostic weighs.</summary>
public enum CDiagnosticSeverity
{
    /// <summary>The text is taken; something in it deserves a look.</summary>
    Warning,

    /// <summary>The text is refused.</summary>
    Error,
}
