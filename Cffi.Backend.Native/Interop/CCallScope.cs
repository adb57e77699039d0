using System.ComponentModel;
using System.Runtime.CompilerServices;
using Cffi.Backend.Native.Callbacks;
using Cffi.Backend.Native.Threads;

namespace Cffi.Interop;

/// <summary>What goes around a call that callbacks may run in: exceptions do not cross C frames, they wait until it returns.</summary>
/// <remarks>For generated code.</remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class CCallScope
{
    /// <summary>A call into C begins on this thread.</summary>
    /// <param name="function">The function: to find it may throw, which comes before the call is under way.</param>
    /// <returns>The function.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static nint Enter(nint function)
    {
        CallContext.Current.Enter();
        return function;
    }

    /// <summary>A call through a pointer begins on this thread.</summary>
    /// <exception cref="CffiNullPointerException">It is a null pointer.</exception>
    /// <returns>The pointer.</returns>
    public static nint EnterPointer(nint address) => address == 0 ? throw InteropErrors.NullFunction() : Enter(address);

    /// <summary>The call has returned; throws what a callback in it threw.</summary>
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
    // The address is that of the thread's own variable, and lives as long as the thread.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe void End()
    {
        CallContext context = CallContext.Current;
        *context.ErrnoAddress = context.Errno;
    }

    // The address is that of the thread's own variable, and lives as long as the thread.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static unsafe bool Begin(IHasCallbackPolicy? callback)
    {
        CallContext context = CallContext.Current;
        context.Errno = *context.ErrnoAddress;
        return CallbackFailures.CanRun(context, callback);
    }

    /// <summary>Keeps what a callback's body threw.</summary>
    /// <param name="exception">The exception.</param>
    /// <param name="name">What reports call the callback.</param>
    public static void Failed(Exception exception, string name) =>
        CallbackFailures.Handle(exception, name, CallbackExceptions.DefaultPolicy, CallContext.Current);
}
