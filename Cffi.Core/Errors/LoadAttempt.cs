namespace Cffi;

/// <summary>One attempt to load a library.</summary>
/// <param name="Path">The path, or the name for the system's search.</param>
/// <param name="Failure">What the loader said.</param>
public sealed record LoadAttempt(string Path, string Failure);
