namespace Cffi.Parser.Diagnostics;

/// <summary>
/// Ends the binding of one declaration or expression at its first error. It is caught where the next declaration
/// begins and never leaves the parser.
/// </summary>
internal sealed class RefusedException : Exception
{
    /// <summary>Refuses with a reason.</summary>
    public RefusedException(CDiagnostic reason)
        : base(reason.Message)
    {
        Reason = reason;
    }

    /// <summary>Refuses because of something that was reported already.</summary>
    public RefusedException()
        : base("reported already")
    {
    }

    /// <summary>What is wrong; null where that was reported already.</summary>
    public CDiagnostic? Reason { get; }
}
