namespace Cffi.Tool;

/// <summary>Arguments that mean nothing.</summary>
internal sealed class UsageException(string message) : Exception(message);
