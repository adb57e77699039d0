namespace Cffi;

/// <summary>A C text has errors: declarations, a type name or a constant.</summary>
public sealed class CDefinitionException : CffiException
{
    /// <summary>Makes the exception.</summary>
    /// <param name="diagnostics">The diagnostics, at least one of which is an error.</param>
    /// <param name="inner">The cause, if it is another exception.</param>
    public CDefinitionException(IReadOnlyList<CDiagnostic> diagnostics, Exception? inner = null)
        : base(FirstError(diagnostics).Id, Describe(diagnostics), inner)
    {
        Diagnostics = diagnostics;
    }

    /// <summary>All diagnostics, in the order of the text.</summary>
    public IReadOnlyList<CDiagnostic> Diagnostics { get; }

    private static CDiagnostic FirstError(IReadOnlyList<CDiagnostic> diagnostics) =>
        diagnostics.First(static d => d.Severity == CDiagnosticSeverity.Error);

    private static string Describe(IReadOnlyList<CDiagnostic> diagnostics)
    {
        IEnumerable<string> errors = diagnostics.Where(static d => d.Severity == CDiagnosticSeverity.Error).Select(static d => d.Render());
        return FirstError(diagnostics).Message + "\n" + string.Join("\n", errors);
    }
}
