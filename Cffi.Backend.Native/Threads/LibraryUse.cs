using Cffi.Backend.Native.Values;

namespace Cffi.Backend.Native.Threads;

/// <summary>A section of .NET code that uses memory or code of a library. The library stays loaded until the section ends.</summary>
internal readonly ref struct LibraryUse
{
    private readonly CallContext? context;

    /// <summary>Begins the section.</summary>
    /// <exception cref="CffiDisposedException">The library is closed, or the memory is freed.</exception>
    public LibraryUse(MemoryOwner owner)
    {
        if (owner.LibraryNumber == 0)
        {
            owner.ThrowIfDisposed();
            return;
        }

        context = CallContext.Current;
        context.EnterLibrary(owner);
    }

    /// <summary>Ends the section.</summary>
    public void Dispose() => context?.LeaveLibrary();
}
