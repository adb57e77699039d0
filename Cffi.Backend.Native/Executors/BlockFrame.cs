using System.Runtime.InteropServices;

namespace Cffi.Backend.Native.Executors;

/// <summary>The frame of a callback whose only argument is a block of addresses, in every calling convention.</summary>
[StructLayout(LayoutKind.Explicit)]
internal unsafe struct BlockFrame
{
    [FieldOffset(0)]
    public UpcallFrame Start;

    /// <summary>The first general register: the block that a compiled stub passes, with the address of the result, then of each argument.</summary>
    [FieldOffset(UpcallFrame.Size)]
    public void** Block;
}
