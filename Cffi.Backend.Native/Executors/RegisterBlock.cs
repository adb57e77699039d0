using System.Runtime.InteropServices;

namespace Cffi.Backend.Native.Executors;

/// <summary>The start of the block of one call: what to call, and the registers of the result.</summary>
/// <remarks>
/// The argument registers of the calling convention follow, then the words of the stack (<see cref="RegisterFile"/>). The machine
/// code of the executors depends on the offsets. Registers that a call does not use hold undefined values.
/// </remarks>
[StructLayout(LayoutKind.Explicit, Size = Size)]
internal unsafe struct RegisterBlock
{
    /// <summary>The offset of the first argument register in bytes.</summary>
    public const int Size = 192;

    public const int WordSize = 8;

    /// <summary>The distance of floating-point registers of a result, in bytes.</summary>
    public const int VectorSize = 16;

    /// <summary>The largest result in registers, in bytes: four vectors.</summary>
    public const int MostResultBytes = 4 * VectorSize;

    [FieldOffset(0)]
    public nint Function;

    /// <summary>In: the value of <c>errno</c> before the call; out: the value after the call.</summary>
    [FieldOffset(8)]
    public int Errno;

    /// <summary>The value of AL: an upper bound of the floating-point registers in use (System V psABI 3.5.7).</summary>
    [FieldOffset(12)]
    public int FloatingCount;

    /// <summary>The address of the thread's <c>errno</c>.</summary>
    [FieldOffset(16)]
    public int* ErrnoAddress;

    [FieldOffset(24)]
    public long StackWords;

    /// <summary>Minus the alignment of the stack words.</summary>
    [FieldOffset(32)]
    public long StackMask;

    /// <summary>The number of results in x87 registers, which are stored in <see cref="Result"/>, 16 bytes each.</summary>
    [FieldOffset(40)]
    public int X87Count;

    /// <summary>The same as <see cref="Errno"/> for Windows' last error.</summary>
    [FieldOffset(44)]
    public int LastError;

    /// <summary>The result in the order of memory, whichever registers it was returned in.</summary>
    [FieldOffset(48)]
    public fixed long Result[MostResultBytes / WordSize];

    /// <summary>The general registers of the result, if the call does not store them in <see cref="Result"/>.</summary>
    [FieldOffset(112)]
    public fixed long RawGeneral[2];

    /// <summary>The same for the floating-point registers: two words each.</summary>
    [FieldOffset(128)]
    public fixed long RawFloating[MostResultBytes / WordSize];
}
