using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;

namespace Cffi.Backend.Native.Calls;

/// <summary>What one thread carries from call to call.</summary>
internal sealed class CallContext
{
    [ThreadStatic]
    private static CallContext? current;

    /// <summary>The calling thread's context.</summary>
    public static CallContext Current
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => current ?? Create();
    }

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
