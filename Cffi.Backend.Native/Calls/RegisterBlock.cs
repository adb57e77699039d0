using System.Runtime.InteropServices;

namespace Cffi.Backend.Native.Calls;

/// <summary>The arguments and results of one call: the register file, followed by the words of the stack.</summary>
/// <remarks>
/// The machine code of <see cref="CallTrampoline"/> depends on the offsets. Registers that a call does not use hold
/// undefined values.
/// </remarks>
[StructLayout(LayoutKind.Explicit, Size = Size)]
internal unsafe struct RegisterBlock
{
    /// <summary>The offset of the stack words in bytes.</summary>
    public const int Size = 240;

    /// <summary>The offset of the floating-point registers in bytes.</summary>
    public const int FloatingOffset = 48;

    public const int WordSize = 8;

    [FieldOffset(0)]
    public fixed long General[6];

    [FieldOffset(FloatingOffset)]
    public fixed double Floating[8];

    /// <summary>The result in memory order: first eightbyte, second eightbyte, whichever registers they were returned in.</summary>
    [FieldOffset(112)]
    public fixed long Result[2];

    [FieldOffset(128)]
    public nint Function;

    [FieldOffset(136)]
    public long StackWords;

    /// <summary>In: the value of <c>errno</c> before the call; out: the value after the call.</summary>
    [FieldOffset(144)]
    public int Errno;

    /// <summary>The value of AL: an upper bound of the floating-point registers in use (psABI 3.5.7).</summary>
    [FieldOffset(148)]
    public int FloatingCount;

    [FieldOffset(152)]
    public fixed long RawGeneral[2];

    [FieldOffset(168)]
    public fixed double RawFloating[2];

    /// <summary>The address of the thread's <c>errno</c>.</summary>
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

    /// <summary>The offset of an argument piece in the block, in bytes.</summary>
    public static int OffsetOf(Core.CallPlans.ArgumentPiece piece) => piece.Location switch
    {
        Core.CallPlans.ArgumentLocation.General => piece.Place * WordSize,
        Core.CallPlans.ArgumentLocation.Floating => FloatingOffset + (piece.Place * WordSize),
        _ => Size + piece.Place,
    };
}
