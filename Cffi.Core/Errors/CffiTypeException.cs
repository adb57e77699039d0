namespace Cffi.Errors;

/// <summary>A value or a C type of the wrong kind for this use.</summary>
public sealed class CffiTypeException : CffiUsageException
{
    /// <summary>Makes the exception.</summary>
    /// <param name="id">The id, <c>CFFInnnn</c>.</param>
    /// <param name="message">What is wrong, and what to do.</param>
    /// <param name="inner">The cause, if it is another exception.</param>
    public CffiTypeException(string id, string message, Exception? inner = null)
        : base(id, message, inner)
    {
    }
}
