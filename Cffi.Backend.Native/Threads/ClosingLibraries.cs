namespace Cffi.Backend.Native.Threads;

/// <summary>Closes libraries once no call runs in them, on the thread whose call returns last.</summary>
/// <remarks>
/// Calls take no lock and no fence: each thread notes in its <see cref="CallContext"/> where it is, and looks for a closed
/// library after that. Who closes pays: the mark, a barrier in all threads of the process, a look at all their notes; the same
/// once more with the threads that were seen, which look for a wish to close after they have taken their note back.
/// </remarks>
internal static class ClosingLibraries
{
    private static readonly List<ClosableLibrary> Waiting = [];
    private static readonly List<WeakReference<CallContext>> Contexts = [];
    private static int mostContexts = 64;

    /// <summary>Held while contexts are looked at from other threads than their own.</summary>
    public static Lock Gate { get; } = new();

    /// <summary>How many threads are known, some of which may have ended.</summary>
    internal static int ContextCount => Contexts.Count;

    /// <summary>Makes a thread known.</summary>
    // Held weakly: a context ends with its thread.
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

    /// <summary>Closes a library that refuses to be used from now on, at once where no call runs in it.</summary>
    public static void Close(ClosableLibrary library)
    {
        lock (Gate)
        {
            Waiting.Add(library);
        }

        CloseUnused(null);
    }

    /// <summary>Closes the libraries that waited for a thread's call, which has returned.</summary>
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

        // What runs when it is unloaded may be anything, and wait for other threads.
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

            // A thread that was told before the barrier, and has its note after it, will see what it was told.
            if (!isNew)
            {
                return isInUse;
            }
        }
    }
}
