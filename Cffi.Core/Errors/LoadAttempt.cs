namespace Cffi.Errors;

/// <summary>One try at loading a library.</summary>
public sealed record LoadAttempt
{
    /// <summary>Makes one.</summary>
    /// <param name="path">The path, or the name left to the system's search.</param>
    /// <param name="failure">What the loader said.</param>
    public LoadAttempt(string path, string failure)
    {
        Path = path;
        Failure = failure;
    }

    /// <summary>The path, or the name left to the system's search.</summary>
    public string Path { get; init; }

    /// <summary>What the loader said.</summary>
    public string Failure { get; init; }
}
