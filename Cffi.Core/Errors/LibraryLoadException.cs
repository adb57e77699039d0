namespace Cffi;

/// <summary>A library cannot be loaded, or has no such symbol.</summary>
public sealed class LibraryLoadException : CffiException
{
    internal LibraryLoadException(string id, string message, IReadOnlyList<LoadAttempt> attempts, Exception? inner = null)
        : base(id, message, inner)
    {
        Attempts = attempts;
    }

    /// <summary>Every name or path that was tried, in order, with the loader's answer; empty for a missing symbol.</summary>
    public IReadOnlyList<LoadAttempt> Attempts { get; }
}
