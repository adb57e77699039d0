using Cffi.Backend.Native.Memory;
using Cffi.Core.Abi;

namespace Cffi.Backend.Native.Calls;

/// <summary>How one argument gets into the register block.</summary>
/// <param name="Type">The parameter's type.</param>
/// <param name="WordOffset">For a scalar of at most eight bytes: where its word goes, in bytes from the start of the block; else -1.</param>
/// <param name="Pieces">For everything else: which bytes of its C representation go where.</param>
internal readonly record struct ArgumentStep(NativeType Type, int WordOffset, ArgumentPiece[] Pieces)
{
    public bool IsWord => WordOffset >= 0;
}
