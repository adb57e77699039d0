using System.Runtime.InteropServices;

namespace Cffi.Backend.Native.Executors.Arm64;

/// <summary>The block of a call. The stack words follow it.</summary>
[StructLayout(LayoutKind.Explicit, Size = Size)]
internal unsafe struct Arm64Block
{
    public const int Size = FloatingOffset + (8 * RegisterBlock.VectorSize);
    public const int ResultAddressOffset = RegisterBlock.Size + (8 * RegisterBlock.WordSize);
    public const int FloatingOffset = ResultAddressOffset + (2 * RegisterBlock.WordSize);

    /// <summary>x0 to x7.</summary>
    [FieldOffset(RegisterBlock.Size)]
    public fixed long General[8];

    /// <summary>x8.</summary>
    [FieldOffset(ResultAddressOffset)]
    public nint ResultAddress;

    /// <summary>v0 to v7: two words each.</summary>
    [FieldOffset(FloatingOffset)]
    public fixed double Floating[16];
}
