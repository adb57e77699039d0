namespace Cffi.Modules.Descriptions;

/// <summary>Ends the reading of a description that is none; never leaves it.</summary>
internal sealed class MalformedDescriptionException(string reason) : Exception(reason);
