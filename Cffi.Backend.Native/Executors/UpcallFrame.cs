using System.Runtime.InteropServices;

namespace Cffi.Backend.Native.Executors;

/// <summary>The start of the frame of a callback: the address of its stack arguments, and its result.</summary>
/// <remarks>The argument registers of the calling convention follow (<see cref="RegisterFile"/>). The machine code of the executors depends on the offsets.</remarks>
[StructLayout(LayoutKind.Explicit, Size = Size)]
internal unsafe struct UpcallFrame
{
    /// <summary>The offset of the first argument register in bytes.</summary>
    public const int Size = 96;

    /// <summary>The offset of <see cref="ReturnGeneral"/> in bytes.</summary>
    public const int ReturnGeneralOffset = 16;

    /// <summary>The offset of <see cref="ReturnFloating"/> in bytes.</summary>
    public const int ReturnFloatingOffset = 32;

    /// <summary>The first stack argument, in the caller's frame.</summary>
    [FieldOffset(0)]
    public byte* Stack;

    /// <summary>The number of results in x87 registers, which are taken from <see cref="ReturnFloating"/>.</summary>
    [FieldOffset(8)]
    public int X87Count;

    /// <summary>The values for the general registers of the result.</summary>
    [FieldOffset(ReturnGeneralOffset)]
    public GeneralPair ReturnGeneral;

    /// <summary>The values for the floating-point registers of the result, two words each; or the x87 numbers.</summary>
    [FieldOffset(ReturnFloatingOffset)]
    public FloatingResult ReturnFloating;

    // Plain fields, not a buffer: a buffer would make every entry point check its stack for overruns.
    public struct FloatingResult
    {
        public double First;
        public double FirstHigh;
        public double Second;
        public double SecondHigh;
        public double Third;
        public double ThirdHigh;
        public double Fourth;
        public double FourthHigh;
    }
}
