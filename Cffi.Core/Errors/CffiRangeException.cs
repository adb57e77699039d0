namespace Cffi.Errors;

/// <summary>A number that does not fit the C type; the message says the range.</summary>
public sealed class CffiRangeException : CffiUsageException
{
    /// <summary>Makes the exception.</summary>
    /// <param name="id">The id, <c>CFFInnnn</c>.</param>
    /// <param name="message">What is wrong, and what to do about it.</param>
    public CffiRangeException(string id, string message)
        : base(id, message)
    {
    }
}
