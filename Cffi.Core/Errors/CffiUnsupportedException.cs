namespace Cffi.Errors;

/// <summary>Something in C that this target or this mode cannot do; the message names what can.</summary>
public sealed class CffiUnsupportedException : CffiUsageException
{
    /// <summary>Makes the exception.</summary>
    /// <param name="id">The id, <c>CFFInnnn</c>.</param>
    /// <param name="message">What is wrong, and what to do about it.</param>
    public CffiUnsupportedException(string id, string message)
        : base(id, message)
    {
    }
}
