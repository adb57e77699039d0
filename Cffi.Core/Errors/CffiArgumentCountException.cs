namespace Cffi.Errors;

/// <summary>Too few or too many arguments for a function.</summary>
public sealed class CffiArgumentCountException : CffiUsageException
{
    /// <summary>Makes the exception.</summary>
    /// <param name="id">The id, <c>CFFInnnn</c>.</param>
    /// <param name="message">What is wrong, and what to do.</param>
    /// <param name="inner">The cause, if it is another exception.</param>
    public CffiArgumentCountException(string id, string message, Exception? inner = null)
        : base(id, message, inner)
    {
    }
}
