using System.Runtime.InteropServices;

namespace Cffi.Backend.Native.Executors.WindowsX64;

/// <summary>The block of a call. The stack words follow it, without the home space.</summary>
[StructLayout(LayoutKind.Explicit, Size = Size)]
internal unsafe struct WindowsX64Block
{
    public const int Size = RegisterBlock.Size + (4 * RegisterBlock.WordSize);

    /// <summary>The words of the first four positions. The type of a word decides whether it is in a general or in a floating-point register.</summary>
    [FieldOffset(RegisterBlock.Size)]
    public fixed long Words[4];
}
