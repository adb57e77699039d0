namespace Cffi;

/// <summary>The base of every exception that Cffi throws at its users.</summary>
public abstract class CffiException : Exception
{
    private protected CffiException(string id, string message, Exception? inner = null)
        : base($"{id}: {message}", inner)
    {
        Id = id;
    }

    /// <summary>What went wrong, as <c>CFFInnnn</c>; ids never change.</summary>
    public string Id { get; }
}
