using System.Runtime.InteropServices;
using Cffi.Backend.Native.Values;

namespace Cffi.Backend.Native.Memory;

/// <summary>Zeroed memory from the C heap, which is freed by disposal or when nothing refers to it.</summary>
internal sealed unsafe class NativeBlock : MemoryOwner
{
    private const nuint MallocAlignment = 16;

    /// <summary>In bytes: the collector is notified of blocks from this size. For smaller blocks, their managed objects make it run often enough.</summary>
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

    /// <summary>The size of the record at the start, including its flexible array, in bytes; 0 if it is not known.</summary>
    public long EndOfRecord { get; set; }

    protected override string Name => "memory made by New";

    /// <summary>Allocates zeroed memory.</summary>
    /// <param name="size">The size in bytes; 0 also gives a unique address, as in C.</param>
    /// <param name="alignment">The alignment in bytes, a power of two.</param>
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
        // The address comes from the matching allocation and is freed once, because Dispose runs Release once.
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
