namespace Cffi.Errors;

/// <summary>A C construct that this target or this mode does not support; the message names an alternative.</summary>
public sealed class CffiUnsupportedException : CffiUsageException
{
    /// <summary>Makes the exception.</summary>
    /// <param name="id">The id, <c>CFFInnnn</c>.</param>
    /// <param name="message">What is wrong, and what to do.</param>
    /// <param name="inner">The cause, if it is another exception.</param>
    public CffiUnsupportedException(string id, string message, Exception? inner = null)
        : base(id, message, inner)
    {
    }
}
