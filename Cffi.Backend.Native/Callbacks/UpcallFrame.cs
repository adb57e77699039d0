using System.Runtime.InteropServices;
using Cffi.Backend.Native.Calls;

namespace Cffi.Backend.Native.Callbacks;

/// <summary>The registers that a callback was entered with, where its stack arguments are, and what it returns.</summary>
/// <remarks>
/// The argument registers lie at the offsets of <see cref="RegisterBlock"/>. Plain fields rather than buffers: a buffer
/// would have every entry point check its stack for overruns.
/// </remarks>
[StructLayout(LayoutKind.Explicit)]
internal unsafe struct UpcallFrame
{
    /// <summary>Where <see cref="ReturnGeneral"/> is, in bytes from the start.</summary>
    public const int ReturnGeneralOffset = 120;

    /// <summary>Where <see cref="ReturnFloating"/> is, in bytes from the start.</summary>
    public const int ReturnFloatingOffset = 136;

    [FieldOffset(0)]
    public GeneralRegisters General;

    [FieldOffset(RegisterBlock.FloatingOffset)]
    public FloatingRegisters Floating;

    /// <summary>The first stack argument, in the caller's frame.</summary>
    [FieldOffset(112)]
    public long* Stack;

    /// <summary>What goes to rax and rdx.</summary>
    [FieldOffset(ReturnGeneralOffset)]
    public GeneralPair ReturnGeneral;

    /// <summary>What goes to xmm0 and xmm1.</summary>
    [FieldOffset(ReturnFloatingOffset)]
    public FloatingPair ReturnFloating;

    /// <summary>What a compiled stub passes in place of all arguments: the address of the result, then of each argument.</summary>
    public readonly void** Block => (void**)General.First;

    /// <summary>rdi, rsi, rdx, rcx, r8, r9.</summary>
    public struct GeneralRegisters
    {
        public long First;
        public long Second;
        public long Third;
        public long Fourth;
        public long Fifth;
        public long Sixth;
    }

    /// <summary>xmm0 to xmm7.</summary>
    public struct FloatingRegisters
    {
        public double First;
        public double Second;
        public double Third;
        public double Fourth;
        public double Fifth;
        public double Sixth;
        public double Seventh;
        public double Eighth;
    }
}
