using Cffi.Backend.Native.Values;

namespace Cffi.Backend.Native.Threads;

/// <summary>An open library for <see cref="ClosingLibraries"/>: its number, and the function that unloads it.</summary>
internal abstract class ClosableLibrary : MemoryOwner
{
    private static int lastNumber;

    protected ClosableLibrary()
        : base(0, long.MaxValue, Interlocked.Increment(ref lastNumber))
    {
    }

    /// <summary>Unloads the library, because nothing uses it any more.</summary>
    public abstract void Unload();
}
