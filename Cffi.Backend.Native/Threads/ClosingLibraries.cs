namespace Cffi.Backend.Native.Threads;

/// <summary>Closes libraries when no call runs in them, on the thread whose call returns last.</summary>
/// <remarks>
/// Calls use no lock and no fence: each thread records its library in its <see cref="CallContext"/>, and reads the mark of the
/// library after that. The closing thread does the work: it sets the mark, makes all threads pass a barrier, and reads their records. It then repeats this
/// with the threads that it saw, which check for a notification after they have removed their record.
/// </remarks>
internal static class ClosingLibraries
{
    private static readonly List<ClosableLibrary> Waiting = [];
    private static readonly List<WeakReference<CallContext>> Contexts = [];
    private static int mostContexts = 64;

    /// <summary>Held while contexts are read from other threads.</summary>
    public static Lock Gate { get; } = new();

    /// <summary>The number of known threads, some of which may have ended.</summary>
    internal static int ContextCount => Contexts.Count;

    /// <summary>Registers a thread.</summary>
    // A weak reference, because a context ends with its thread.
    public static void Add(CallContext context)
    {
        lock (Gate)
        {
            if (Contexts.Count >= mostContexts)
            {
                Contexts.RemoveAll(static known => !known.TryGetTarget(out _));
                mostContexts = Math.Max(64, 2 * Contexts.Count);
            }

            Contexts.Add(new WeakReference<CallContext>(context));
        }
    }

    /// <summary>Closes a library that is marked as closed, at once if no call runs in it.</summary>
    public static void Close(ClosableLibrary library)
    {
        lock (Gate)
        {
            Waiting.Add(library);
        }

        CloseUnused(null);
    }

    /// <summary>Closes the libraries that waited for the call that has returned.</summary>
    public static void CloseReturned(CallContext context) => CloseUnused(context);

    private static void CloseUnused(CallContext? returned)
    {
        List<ClosableLibrary> unused;
        lock (Gate)
        {
            returned?.SetAwaitedDepth(Waiting.Count == 0 ? 0 : Waiting.Max(library => returned.DepthOf(library.LibraryNumber)));
            unused = Waiting.FindAll(static library => !IsInUse(library.LibraryNumber));
            Waiting.RemoveAll(unused.Contains);
        }

        // Code that runs at unloading can do anything, including waiting for other threads, so the gate is not held.
        foreach (ClosableLibrary library in unused)
        {
            library.Unload();
        }
    }

    private static bool IsInUse(int library)
    {
        while (true)
        {
            Interlocked.MemoryBarrierProcessWide();
            bool isInUse = false;
            bool isNew = false;
            foreach (WeakReference<CallContext> known in Contexts)
            {
                if (known.TryGetTarget(out CallContext? context) && context.DepthOf(library) is > 0 and int depth)
                {
                    isInUse = true;
                    isNew |= context.Await(depth);
                }
            }

            // A thread that was notified before the barrier, and has its record after it, will see the notification.
            if (!isNew)
            {
                return isInUse;
            }
        }
    }
}
