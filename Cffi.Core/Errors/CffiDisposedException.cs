namespace Cffi.Errors;

/// <summary>A library, memory or callback is used after its disposal.</summary>
public sealed class CffiDisposedException : ObjectDisposedException, ICffiException
{
    private readonly string message;

    /// <summary>Makes the exception.</summary>
    /// <param name="id">The id, <c>CFFInnnn</c>.</param>
    /// <param name="message">What is wrong, and what to do about it.</param>
    public CffiDisposedException(string id, string message)
        : base(null, message)
    {
        Id = id;
        this.message = $"{id}: {message}";
    }

    /// <inheritdoc/>
    public string Id { get; }

    /// <inheritdoc/>
    public override string Message => message;
}
