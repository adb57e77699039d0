namespace Cffi.Modules.Descriptions;

/// <summary>Ends the reading of a malformed description. It never leaves the reader.</summary>
internal sealed class MalformedDescriptionException(string reason, Exception? inner = null) : Exception(reason, inner);
