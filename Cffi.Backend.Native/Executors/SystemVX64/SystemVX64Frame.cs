using System.Runtime.InteropServices;

namespace Cffi.Backend.Native.Executors.SystemVX64;

/// <summary>The registers at the entry of a callback.</summary>
/// <remarks>They are plain fields, not buffers: a buffer would make every entry point check its stack for overruns.</remarks>
[StructLayout(LayoutKind.Explicit)]
internal struct SystemVX64Frame
{
    public const int FloatingOffset = UpcallFrame.Size + (6 * RegisterBlock.WordSize);

    [FieldOffset(0)]
    public UpcallFrame Start;

    [FieldOffset(UpcallFrame.Size)]
    public GeneralRegisters General;

    [FieldOffset(FloatingOffset)]
    public FloatingRegisters Floating;

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
