namespace Cffi.Errors;

/// <summary>A name that is not declared, or a member that the record does not have.</summary>
public sealed class CffiNameException : CffiUsageException
{
    /// <summary>Makes the exception.</summary>
    /// <param name="id">The id, <c>CFFInnnn</c>.</param>
    /// <param name="message">What is wrong, and what to do.</param>
    /// <param name="inner">The cause, if it is another exception.</param>
    public CffiNameException(string id, string message, Exception? inner = null)
        : base(id, message, inner)
    {
    }
}
