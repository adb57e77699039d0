namespace Cffi.Modules.Objects;

/// <summary>Where an object of C lies in a file.</summary>
/// <param name="Offset">In bytes from the start of the file; negative for zeros that are not stored.</param>
/// <param name="Room">The bytes from there to the end of its section.</param>
/// <param name="Size">Its size in bytes; 0 where the format does not tell it.</param>
internal readonly record struct ObjectSymbol(long Offset, long Room, long Size);
