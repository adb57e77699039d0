using System.Runtime.InteropServices;

namespace Cffi.Backend.Native.Calls;

/// <summary>Everything one call passes and returns: the register file; the words of the stack follow it in memory.</summary>
/// <remarks>
/// The offsets are known to the machine code of <see cref="CallTrampoline"/>. Registers that a call does not use hold
/// whatever was there.
/// </remarks>
[StructLayout(LayoutKind.Explicit, Size = Size)]
internal unsafe struct RegisterBlock
{
    /// <summary>In bytes: where the stack words start.</summary>
    public const int Size = 240;

    /// <summary>Where the floating registers start.</summary>
    public const int FloatingOffset = 48;

    public const int WordSize = 8;

    [FieldOffset(0)]
    public fixed long General[6];

    [FieldOffset(FloatingOffset)]
    public fixed double Floating[8];

    /// <summary>The result as it lies in memory: first eightbyte, second eightbyte, whatever registers they came in.</summary>
    [FieldOffset(112)]
    public fixed long Result[2];

    [FieldOffset(128)]
    public nint Function;

    [FieldOffset(136)]
    public long StackWords;

    /// <summary>In: what <c>errno</c> is set to before the call; out: what the call left.</summary>
    [FieldOffset(144)]
    public int Errno;

    /// <summary>What AL holds: an upper bound on the floating registers used (psABI 3.5.7).</summary>
    [FieldOffset(148)]
    public int FloatingCount;

    [FieldOffset(152)]
    public fixed long RawGeneral[2];

    [FieldOffset(168)]
    public fixed double RawFloating[2];

    /// <summary>Where the thread's <c>errno</c> is.</summary>
    [FieldOffset(232)]
    public int* ErrnoAddress;

    /// <summary>Up to two x87 numbers of 16 bytes.</summary>
    [FieldOffset(184)]
    public fixed byte RawX87[32];

    [FieldOffset(216)]
    public int X87Count;

    /// <summary>Minus the alignment of the stack words.</summary>
    [FieldOffset(224)]
    public long StackMask;

    /// <summary>Where an argument piece is put, in bytes from the start of the block.</summary>
    public static int OffsetOf(Core.CallPlans.ArgumentPiece piece) => piece.Location switch
    {
        Core.CallPlans.ArgumentLocation.General => piece.Index * WordSize,
        Core.CallPlans.ArgumentLocation.Floating => FloatingOffset + (piece.Index * WordSize),
        _ => Size + (piece.Index * WordSize),
    };
}
