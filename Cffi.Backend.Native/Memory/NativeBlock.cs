using System.Runtime.InteropServices;
using Cffi.Backend.Native.Values;

namespace Cffi.Backend.Native.Memory;

/// <summary>Zeroed memory from the C heap, freed on disposal or when nobody refers to it any more.</summary>
internal sealed unsafe class NativeBlock : MemoryOwner
{
    private const nuint MallocAlignment = 16;

    /// <summary>In bytes: from here on the collector is told. Below, a block's own objects make it run in time.</summary>
    private const long LeastPressure = 4096;

    private readonly bool isAligned;

    private NativeBlock(void* address, long size, bool isAligned)
        : base((nint)address, size)
    {
        this.isAligned = isAligned;
        if (size >= LeastPressure)
        {
            GC.AddMemoryPressure(size);
        }
    }

    ~NativeBlock() => Dispose();

    /// <summary>Where the record at the start ends, its flexible array included, in bytes from there; 0 where that is not known.</summary>
    public long EndOfRecord { get; set; }

    protected override string Name => "memory made by New";

    /// <summary>Allocates zeroed memory.</summary>
    /// <param name="size">In bytes; 0 gives a unique address too, as in C.</param>
    /// <param name="alignment">In bytes, a power of two.</param>
    public static NativeBlock Allocate(long size, int alignment)
    {
        nuint bytes = (nuint)Math.Max(size, 1);
        if ((nuint)alignment <= MallocAlignment)
        {
            return new NativeBlock(NativeMemory.AllocZeroed(bytes), size, isAligned: false);
        }

        void* address = NativeMemory.AlignedAlloc(bytes, (nuint)alignment);
        NativeMemory.Clear(address, bytes);
        return new NativeBlock(address, size, isAligned: true);
    }

    protected override void Release()
    {
        // The address came from the matching allocation and is freed once: Dispose runs Release once.
        if (isAligned)
        {
            NativeMemory.AlignedFree((void*)Address);
        }
        else
        {
            NativeMemory.Free((void*)Address);
        }

        if (Size >= LeastPressure)
        {
            GC.RemoveMemoryPressure(Size);
        }
    }
}
