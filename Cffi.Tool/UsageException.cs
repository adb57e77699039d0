namespace Cffi.Tool;

/// <summary>Wrong arguments.</summary>
internal sealed class UsageException(string message) : Exception(message);
