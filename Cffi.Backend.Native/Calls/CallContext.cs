using System.Runtime.CompilerServices;
using Cffi.Backend.Native.Loading;

namespace Cffi.Backend.Native.Calls;

/// <summary>What one thread carries from call to call.</summary>
internal sealed unsafe class CallContext
{
    // errno is a variable of the thread, and its address does not change: reading it there costs no call.
    private static readonly delegate* unmanaged[Cdecl]<int*> LocateErrno = (delegate* unmanaged[Cdecl]<int*>)ProcessSymbols.FindErrno();

    [ThreadStatic]
    private static CallContext? current;
    private PendingException? pending;

    /// <summary>The calling thread's context.</summary>
    public static CallContext Current
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => current ?? Create();
    }

    /// <summary>Where C keeps this thread's <c>errno</c>; valid as long as the thread.</summary>
    public int* ErrnoAddress { get; } = LocateErrno();

    /// <summary>C's <c>errno</c> as the last call left it and the next call finds it.</summary>
    public int Errno { get; set; }

    /// <summary>How many calls into C are under way on this thread.</summary>
    public int Depth { get; set; }

    /// <summary>
    /// The depth of the innermost call in which a callback threw, 0 for none: exceptions do not cross C frames, so they wait
    /// until that call returns, while bodies that run meanwhile make calls of their own.
    /// </summary>
    public int PendingDepth { get; private set; }

    /// <summary>Whether an exception waits for the call that callbacks run in now.</summary>
    public bool HasPending => pending is not null && pending.Depth >= Depth;

    /// <summary>The last exception that was reported and waits.</summary>
    public Exception? LastTold { get; set; }

    /// <summary>Keeps what a callback threw until the call that it ran in returns.</summary>
    public void Keep(Exception exception)
    {
        if (HasPending)
        {
            pending!.Add(exception);
        }
        else
        {
            pending = new PendingException(exception, Depth, pending);
            PendingDepth = Depth;
        }
    }

    /// <summary>Whether a callback has not been reported yet during the call that it runs in.</summary>
    public bool IsNews(string callback) => pending!.IsNews(callback);

    /// <summary>Throws what callbacks of the call that just returned have thrown.</summary>
    public void ThrowPending()
    {
        PendingException returned = pending!;
        pending = returned.Outer;
        PendingDepth = pending?.Depth ?? 0;
        if (Depth == 0)
        {
            LastTold = null;
        }

        returned.Throw();
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static CallContext Create() => current = new CallContext();
}
