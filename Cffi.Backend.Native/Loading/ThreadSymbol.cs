using Cffi.Backend.Native.Values;

namespace Cffi.Backend.Native.Loading;

/// <summary>A thread-local variable of an open library, which the loader finds for the thread that asks.</summary>
internal sealed class ThreadSymbol(LibraryHandle library, string symbol) : MemoryOwner(0, long.MaxValue, library.LibraryNumber)
{
    /// <summary>The library that has the variable.</summary>
    public LibraryHandle Library => library;

    protected override string Name => $"library '{library.LibraryName}'";

    /// <summary>Where the variable is for the calling thread.</summary>
    /// <exception cref="CffiDisposedException">The library is closed.</exception>
    public nint Find() => library.Find(symbol);

    // The library does that for it.
    protected override void Release()
    {
    }
}
