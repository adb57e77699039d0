using Cffi.Backend.Native.Values;

namespace Cffi.Backend.Native.Loading;

/// <summary>A thread-local variable of an open library, whose address the loader gives for the calling thread.</summary>
internal sealed class ThreadSymbol(LibraryHandle library, string symbol) : MemoryOwner(0, long.MaxValue, library.LibraryNumber)
{
    /// <summary>The library with the variable.</summary>
    public LibraryHandle Library => library;

    protected override string Name => $"library '{library.LibraryName}'";

    /// <summary>The address of the variable for the calling thread.</summary>
    /// <exception cref="CffiDisposedException">The library is closed.</exception>
    public nint Find() => library.Find(symbol);

    // The library does this for the variable.
    protected override void Release()
    {
    }
}
