namespace Cffi;

/// <summary>C text is refused: declarations, a type name or a constant.</summary>
public sealed class CDefinitionException : CffiException
{
    /// <summary>Makes the exception.</summary>
    /// <param name="diagnostics">What is wrong, at least one error.</param>
    public CDefinitionException(IReadOnlyList<CDiagnostic> diagnostics)
        : base(FirstError(diagnostics).Id, Describe(diagnostics))
    {
        Diagnostics = diagnostics;
    }

    /// <summary>All that is wrong, in the order of the text.</summary>
    public IReadOnlyList<CDiagnostic> Diagnostics { get; }

    private static CDiagnostic FirstError(IReadOnlyList<CDiagnostic> diagnostics) =>
        diagnostics.First(static d => d.Severity == CDiagnosticSeverity.Error);

    private static string Describe(IReadOnlyList<CDiagnostic> diagnostics)
    {
        IEnumerable<string> errors = diagnostics.Where(static d => d.Severity == CDiagnosticSeverity.Error).Select(static d => d.Render());
        return FirstError(diagnostics).Message + "\n" + string.Join("\n", errors);
    }
}
