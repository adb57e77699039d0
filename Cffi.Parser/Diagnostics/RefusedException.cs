namespace Cffi.Parser.Diagnostics;

/// <summary>
/// Ends the binding of one declaration or expression at its first error. The parser catches it and continues with the next declaration,
/// so it never leaves the parser.
/// </summary>
internal sealed class RefusedException : Exception
{
    /// <summary>Refuses with a reason.</summary>
    public RefusedException(CDiagnostic reason)
        : base(reason.Message)
    {
        Reason = reason;
    }

    /// <summary>Refuses because of an error that was already reported.</summary>
    public RefusedException()
        : base("reported already")
    {
    }

    /// <summary>The error; null if it was already reported.</summary>
    public CDiagnostic? Reason { get; }
}
