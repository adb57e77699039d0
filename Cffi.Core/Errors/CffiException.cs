namespace Cffi;

/// <summary>The base of every exception that Cffi throws at its users.</summary>
public abstract class CffiException : Exception
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

    /// <summary>What went wrong, as <c>CFFInnnn</c>; ids never change.</summary>
    public string Id { get; }
}
