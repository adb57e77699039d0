namespace Cffi;

/// <summary>The C compiler disagrees with the declarations.</summary>
public sealed class VerificationException : CffiException
{
    internal VerificationException(IReadOnlyList<CDiagnostic> diagnostics)
        : base(diagnostics[0].Id, diagnostics[0].Message + "\n" + string.Join("\n", diagnostics.Select(static d => d.Render())))
    {
        Diagnostics = diagnostics;
    }

    /// <summary>All that differs, each at its declaration.</summary>
    public IReadOnlyList<CDiagnostic> Diagnostics { get; }
}
