using System.Runtime.InteropServices;

namespace Cffi.Backend.Native.Executors.SystemVX64;

/// <summary>The block of a call. The stack words follow it.</summary>
[StructLayout(LayoutKind.Explicit, Size = Size)]
internal unsafe struct SystemVX64Block
{
    public const int Size = FloatingOffset + (8 * RegisterBlock.WordSize);
    public const int FloatingOffset = RegisterBlock.Size + (6 * RegisterBlock.WordSize);

    /// <summary>rdi, rsi, rdx, rcx, r8, r9.</summary>
    [FieldOffset(RegisterBlock.Size)]
    public fixed long General[6];

    /// <summary>xmm0 to xmm7.</summary>
    [FieldOffset(FloatingOffset)]
    public fixed double Floating[8];
}
