using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;
using Cffi.Backend.Native.Loading;

namespace Cffi.Backend.Native.Calls;

/// <summary>What one thread carries from call to call.</summary>
internal sealed unsafe class CallContext
{
    // errno is a variable of the thread, and its address does not change: reading it there costs no call.
    private static readonly delegate* unmanaged[Cdecl]<int*> LocateErrno = (delegate* unmanaged[Cdecl]<int*>)ProcessSymbols.FindErrno();

    [ThreadStatic]
    private static CallContext? current;

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

    /// <summary>What a callback threw: exceptions do not cross C frames, so it is thrown again when the call returns.</summary>
    public ExceptionDispatchInfo? Pending { get; set; }

    /// <summary>Throws what a callback of the call that just returned has thrown.</summary>
    public void ThrowPending()
    {
        ExceptionDispatchInfo pending = Pending!;
        Pending = null;
        pending.Throw();
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static CallContext Create() => current = new CallContext();
}
