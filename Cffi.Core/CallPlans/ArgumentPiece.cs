namespace Cffi.Core.CallPlans;

/// <summary>Bytes of an argument that are in one register, or contiguous on the stack.</summary>
/// <param name="Location">The kind of location.</param>
/// <param name="Index">
/// The register's number in order of use (on System V x86-64: 0 = rdi or xmm0), or the 8-byte word of the stack
/// argument area, 0 = lowest address.
/// </param>
/// <param name="Offset">In bytes from the start of the argument's C representation.</param>
/// <param name="Size">
/// The number of bytes: 1 to 8 in the low bytes of a register; on the stack all bytes of the argument from
/// <paramref name="Offset"/>, which may be more than a word.
/// </param>
internal readonly record struct ArgumentPiece(ArgumentLocation Location, int Index, int Offset, int Size);
