using System.Runtime.InteropServices;
using Cffi.Backend.Native.Calls;

namespace Cffi.Backend.Native.Callbacks;

/// <summary>The registers at the entry of a callback, the address of its stack arguments, and its result.</summary>
/// <remarks>
/// The argument registers are at the offsets of <see cref="RegisterBlock"/>. They are plain fields, not buffers: a buffer
/// would make every entry point check its stack for overruns.
/// </remarks>
[StructLayout(LayoutKind.Explicit)]
internal unsafe struct UpcallFrame
{
    /// <summary>The offset of <see cref="ReturnGeneral"/> in bytes.</summary>
    public const int ReturnGeneralOffset = 120;

    /// <summary>The offset of <see cref="ReturnFloating"/> in bytes.</summary>
    public const int ReturnFloatingOffset = 136;

    [FieldOffset(0)]
    public GeneralRegisters General;

    [FieldOffset(RegisterBlock.FloatingOffset)]
    public FloatingRegisters Floating;

    /// <summary>The first stack argument, in the caller's frame.</summary>
    [FieldOffset(112)]
    public long* Stack;

    /// <summary>The values for rax and rdx.</summary>
    [FieldOffset(ReturnGeneralOffset)]
    public GeneralPair ReturnGeneral;

    /// <summary>The values for xmm0 and xmm1.</summary>
    [FieldOffset(ReturnFloatingOffset)]
    public FloatingPair ReturnFloating;

    /// <summary>The block that a compiled stub passes instead of the arguments: the address of the result, then of each argument.</summary>
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
