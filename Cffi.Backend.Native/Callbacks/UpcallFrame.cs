using System.Runtime.InteropServices;
using Cffi.Backend.Native.Calls;

namespace Cffi.Backend.Native.Callbacks;

/// <summary>The registers that a callback was entered with, where its stack arguments are, and what it returns.</summary>
/// <remarks>The argument registers lie at the offsets of <see cref="RegisterBlock"/>.</remarks>
[StructLayout(LayoutKind.Explicit)]
internal unsafe struct UpcallFrame
{
    /// <summary>Where <see cref="ReturnGeneral"/> is, in bytes from the start.</summary>
    public const int ReturnGeneralOffset = 120;

    /// <summary>Where <see cref="ReturnFloating"/> is, in bytes from the start.</summary>
    public const int ReturnFloatingOffset = 136;

    [FieldOffset(0)]
    public fixed long General[6];

    [FieldOffset(RegisterBlock.FloatingOffset)]
    public fixed double Floating[8];

    /// <summary>The first stack argument, in the caller's frame.</summary>
    [FieldOffset(112)]
    public long* Stack;

    /// <summary>What goes to rax and rdx.</summary>
    [FieldOffset(ReturnGeneralOffset)]
    public fixed long ReturnGeneral[2];

    /// <summary>What goes to xmm0 and xmm1.</summary>
    [FieldOffset(ReturnFloatingOffset)]
    public fixed long ReturnFloating[2];
}
