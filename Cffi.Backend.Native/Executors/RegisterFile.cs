using Cffi.Core.CallPlans;

namespace Cffi.Backend.Native.Executors;

/// <summary>The offsets in bytes of the argument registers, in the block of a call or in the frame of a callback.</summary>
/// <param name="General">The offset of the first general register; each has eight bytes.</param>
/// <param name="Floating">The offset of the first floating-point register.</param>
/// <param name="FloatingSize">The number of bytes of each.</param>
/// <param name="ResultAddress">The offset of the register for the address of a result, if that is no argument register.</param>
/// <param name="Stack">The offset of the words of the stack in a block; a frame has their address.</param>
internal readonly record struct RegisterFile(int General, int Floating, int FloatingSize, int ResultAddress, int Stack)
{
    /// <summary>The offset of a piece.</summary>
    public int OffsetOf(ArgumentPiece piece) => piece.Location switch
    {
        ArgumentLocation.General => General + (piece.Place * RegisterBlock.WordSize),
        ArgumentLocation.Floating => Floating + (piece.Place * FloatingSize),
        ArgumentLocation.ResultAddress => ResultAddress,
        _ => Stack + piece.Place,
    };
}
