using System.Runtime.CompilerServices;

namespace Cffi.Backend.Native.Values;

/// <summary>Keeps a range of memory valid: every <see cref="CData"/> over the memory holds its owner.</summary>
/// <remarks>
/// Released once, however many threads dispose it. A library is released when the calls into it have returned. Otherwise
/// nothing protects memory in use from disposal on another thread, as in C.
/// </remarks>
internal abstract class MemoryOwner : IDisposable
{
    private int disposals;

    protected MemoryOwner(nint address, long size, int libraryNumber = 0)
    {
        Address = address;
        Size = size;
        LibraryNumber = libraryNumber;
    }

    /// <summary>For memory that Cffi does not free.</summary>
    public static MemoryOwner Nobody { get; } = new NobodysMemory();

    /// <summary>The address of the first byte.</summary>
    public nint Address { get; }

    /// <summary>The size in bytes; <see cref="long.MaxValue"/> if only the start is known.</summary>
    public long Size { get; }

    /// <summary>The number of the library that the memory belongs to; 0 for none.</summary>
    public int LibraryNumber { get; }

    public bool IsDisposed => Volatile.Read(ref disposals) != 0;

    /// <summary>The name of the memory in messages.</summary>
    protected abstract string Name { get; }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void ThrowIfDisposed()
    {
        if (IsDisposed)
        {
            throw UsageErrors.Disposed(Name);
        }
    }

    /// <summary>Checks that a range is inside the memory.</summary>
    /// <exception cref="CffiIndexException">The range is not inside the memory.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void CheckInside(nint address, long size)
    {
        // One comparison covers both ends: an address below the start wraps around to a huge offset.
        ulong offset = unchecked((ulong)(address - Address));
        if (offset > (ulong)Size || (ulong)size > (ulong)Size - offset)
        {
            throw UsageErrors.OutsideMemory(address, size, Address, Size);
        }
    }

    /// <summary>Frees the memory, once.</summary>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref disposals, 1) == 0)
        {
            Release();
            GC.SuppressFinalize(this);
        }
    }

    protected abstract void Release();

    private sealed class NobodysMemory() : MemoryOwner(0, long.MaxValue)
    {
        protected override string Name => "memory";

        protected override void Release()
        {
        }
    }
}
