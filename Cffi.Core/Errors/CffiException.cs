namespace Cffi;

/// <summary>The base of Cffi's exceptions that are not one of .NET's own kinds.</summary>
/// <remarks>
/// Two kinds have .NET's base instead: <see cref="CffiArgumentNullException"/> and <see cref="CffiDisposedException"/>. To catch
/// all, write <c>catch (Exception e) when (e is ICffiException)</c>.
/// </remarks>
public abstract class CffiException : Exception, ICffiException
{
    /// <summary>Makes the exception.</summary>
    /// <param name="id">The id, <c>CFFInnnn</c>.</param>
    /// <param name="message">What went wrong.</param>
    /// <param name="inner">What caused it, if anything.</param>
    protected CffiException(string id, string message, Exception? inner = null)
        : base($"{id}: {message}", inner)
    {
        Id = id;
    }

    /// <inheritdoc/>
    public string Id { get; }
}
