namespace Cffi.Errors;

/// <summary>An index or a length outside a known array.</summary>
public sealed class CffiIndexException : CffiUsageException
{
    /// <summary>Makes the exception.</summary>
    /// <param name="id">The id, <c>CFFInnnn</c>.</param>
    /// <param name="message">What is wrong, and what to do.</param>
    /// <param name="inner">The cause, if it is another exception.</param>
    public CffiIndexException(string id, string message, Exception? inner = null)
        : base(id, message, inner)
    {
    }
}
