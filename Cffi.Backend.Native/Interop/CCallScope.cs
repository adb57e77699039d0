using System.ComponentModel;
using System.Runtime.CompilerServices;
using Cffi.Backend.Native.Callbacks;
using Cffi.Backend.Native.Threads;

namespace Cffi.Interop;

/// <summary>Surrounds a call in which callbacks can run: exceptions cannot cross C frames, so they wait until the call returns.</summary>
/// <remarks>For generated code.</remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class CCallScope
{
    /// <summary>Begins a call into C on this thread.</summary>
    /// <param name="function">The function. Finding it may throw, which must happen before the call begins.</param>
    /// <returns>The function.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static nint Enter(nint function)
    {
        CallContext.Current.Enter();
        return function;
    }

    /// <summary>Begins a call through a pointer on this thread.</summary>
    /// <exception cref="CffiNullPointerException">The pointer is null.</exception>
    /// <returns>The pointer.</returns>
    public static nint EnterPointer(nint address) => address == 0 ? throw InteropErrors.NullFunction() : Enter(address);

    /// <summary>Ends the call; throws the exception of a callback in it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Leave() => CallContext.Current.Leave();

    /// <summary>The call has returned; throws what a callback in it threw, and else returns the result.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Leave<T>(T result)
    {
        Leave();
        return result;
    }

    /// <summary>C calls back: notes its <c>errno</c>, and says whether the body may run.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool Begin() => Begin(null);

    /// <summary>Gives control back to C, with its <c>errno</c>.</summary>
    // The address is that of the thread's own variable, which lives as long as the thread.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe void End()
    {
        CallContext context = CallContext.Current;
        *context.ErrnoAddress = context.Errno;
    }

    // The address is that of the thread's own variable, which lives as long as the thread.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static unsafe bool Begin(IHasCallbackPolicy? callback)
    {
        CallContext context = CallContext.Current;
        context.Errno = *context.ErrnoAddress;
        return CallbackFailures.CanRun(context, callback);
    }

    /// <summary>Keeps the exception of a callback's body.</summary>
    /// <param name="exception">The exception.</param>
    /// <param name="name">The name of the callback in reports.</param>
    public static void Failed(Exception exception, string name) =>
        CallbackFailures.Handle(exception, name, CallbackExceptions.DefaultPolicy, CallContext.Current);
}
