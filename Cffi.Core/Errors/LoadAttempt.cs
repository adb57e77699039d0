namespace Cffi;

/// <summary>One try at loading a library.</summary>
/// <param name="Path">The path, or the name left to the system's search.</param>
/// <param name="Failure">What the loader said.</param>
public sealed record LoadAttempt(string Path, string Failure);
