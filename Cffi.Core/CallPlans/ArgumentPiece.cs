namespace Cffi.Core.CallPlans;

/// <summary>Bytes of an argument or a result that are in one register, or contiguous on the stack.</summary>
/// <param name="Location">The kind of location.</param>
/// <param name="Place">
/// The register's number in order of use (0 is rdi, rcx or x0; xmm0 or v0; for a result rax or x0, xmm0 or v0), or the offset
/// in bytes in the stack argument area.
/// </param>
/// <param name="Offset">In bytes from the start of the C representation.</param>
/// <param name="Size">
/// The number of bytes: 1 to 8 in the low bytes of a general register, 1 to 16 in those of a floating-point register; on the
/// stack all bytes from <paramref name="Offset"/>.
/// </param>
internal readonly record struct ArgumentPiece(ArgumentLocation Location, int Place, int Offset, int Size);
