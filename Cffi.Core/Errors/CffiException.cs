namespace Cffi;

/// <summary>The base class of Cffi's exceptions, except two that derive from exceptions of .NET.</summary>
/// <remarks>
/// These two are <see cref="CffiArgumentNullException"/> and <see cref="CffiDisposedException"/>. To catch
/// all, write <c>catch (Exception e) when (e is ICffiException)</c>.
/// </remarks>
public abstract class CffiException : Exception, ICffiException
{
    /// <summary>Makes the exception.</summary>
    /// <param name="id">The id, <c>CFFInnnn</c>.</param>
    /// <param name="message">What went wrong.</param>
    /// <param name="inner">The exception that caused it; null for none.</param>
    protected CffiException(string id, string message, Exception? inner = null)
        : base($"{id}: {message}", inner)
    {
        Id = id;
    }

    /// <inheritdoc/>
    public string Id { get; }
}
