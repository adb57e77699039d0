namespace Cffi.Errors;

/// <summary>An argument is a null reference where an object is needed. The null pointer of C is <c>Ffi.Null</c>.</summary>
public sealed class CffiArgumentNullException : ArgumentNullException, ICffiException
{
    private readonly string message;

    /// <summary>Makes the exception.</summary>
    /// <param name="id">The id, <c>CFFInnnn</c>.</param>
    /// <param name="parameter">The parameter.</param>
    /// <param name="message">What is wrong, and what to do about it.</param>
    public CffiArgumentNullException(string id, string parameter, string message)
        : base(parameter, message)
    {
        Id = id;
        this.message = $"{id}: {message}";
    }

    /// <inheritdoc/>
    public string Id { get; }

    /// <inheritdoc/>
    public override string Message => message;
}
