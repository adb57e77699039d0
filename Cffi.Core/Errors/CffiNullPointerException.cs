namespace Cffi.Errors;

/// <summary>A null pointer is dereferenced or called.</summary>
public sealed class CffiNullPointerException : CffiUsageException
{
    /// <summary>Makes the exception.</summary>
    /// <param name="id">The id, <c>CFFInnnn</c>.</param>
    /// <param name="message">What is wrong, and what to do.</param>
    /// <param name="inner">The cause, if it is another exception.</param>
    public CffiNullPointerException(string id, string message, Exception? inner = null)
        : base(id, message, inner)
    {
    }
}
