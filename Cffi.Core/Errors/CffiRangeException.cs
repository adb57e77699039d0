namespace Cffi.Errors;

/// <summary>A number that does not fit the C type; the message has the range.</summary>
public sealed class CffiRangeException : CffiUsageException
{
    /// <summary>Makes the exception.</summary>
    /// <param name="id">The id, <c>CFFInnnn</c>.</param>
    /// <param name="message">What is wrong, and what to do.</param>
    /// <param name="inner">The cause, if it is another exception.</param>
    public CffiRangeException(string id, string message, Exception? inner = null)
        : base(id, message, inner)
    {
    }
}
