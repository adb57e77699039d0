using System.Runtime.CompilerServices;

namespace Cffi.Backend.Native.Values;

/// <summary>Who keeps a stretch of memory valid: every <see cref="CData"/> over it holds its owner.</summary>
/// <remarks>
/// Released once, however many threads dispose. A library is released when the calls into it have returned; apart from that
/// nothing is safe against disposal on another thread while in use: C memory is not.
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

    /// <summary>Of what is nobody's to free.</summary>
    public static MemoryOwner Nobody { get; } = new NobodysMemory();

    /// <summary>The first byte.</summary>
    public nint Address { get; }

    /// <summary>In bytes; <see cref="long.MaxValue"/> where only the start is known.</summary>
    public long Size { get; }

    /// <summary>The number of the library that the memory belongs to; 0 for none.</summary>
    public int LibraryNumber { get; }

    public bool IsDisposed => Volatile.Read(ref disposals) != 0;

    /// <summary>What messages call the memory.</summary>
    protected abstract string Name { get; }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void ThrowIfDisposed()
    {
        if (IsDisposed)
        {
            throw UsageErrors.Disposed(Name);
        }
    }

    /// <summary>Checks that a stretch is inside the memory.</summary>
    /// <exception cref="CffiIndexException">It is not.</exception>
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

    /// <summary>Gives the memory back, once.</summary>
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
