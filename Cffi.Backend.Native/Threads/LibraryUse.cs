using Cffi.Backend.Native.Values;

namespace Cffi.Backend.Native.Threads;

/// <summary>A stretch of .NET code that touches what may be a library's: the library stays until it ends.</summary>
internal readonly ref struct LibraryUse
{
    private readonly CallContext? context;

    /// <summary>Begins.</summary>
    /// <exception cref="CffiDisposedException">It is closed or freed.</exception>
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

    /// <summary>Ends.</summary>
    public void Dispose() => context?.LeaveLibrary();
}
