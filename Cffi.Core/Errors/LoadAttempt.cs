namespace Cffi.Errors;

/// <summary>One attempt to load a library.</summary>
public sealed record LoadAttempt
{
    /// <summary>Makes the type.</summary>
    /// <param name="path">The path, or the name for the system's search.</param>
    /// <param name="failure">The loader's message.</param>
    public LoadAttempt(string path, string failure)
    {
        Path = path;
        Failure = failure;
    }

    /// <summary>The path, or the name for the system's search.</summary>
    public string Path { get; init; }

    /// <summary>The loader's message.</summary>
    public string Failure { get; init; }
}
