namespace Cffi.Modules.Objects;

/// <summary>The position of a C object in a file.</summary>
/// <param name="Offset">In bytes from the start of the file; negative for zeros that are not stored.</param>
/// <param name="Remaining">The number of bytes from there to the end of its section.</param>
/// <param name="Size">Its size in bytes; 0 if the format does not have it.</param>
internal readonly record struct ObjectSymbol(long Offset, long Remaining, long Size);
