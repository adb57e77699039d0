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
    /// <param name="_">The function: to find it may throw, which comes before the call is under way.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Enter(nint _) => CallContext.Current.Enter();

    /// <summary>A call through a pointer begins on this thread.</summary>
    /// <exception cref="CffiNullPointerException">It is a null pointer.</exception>
    public static void EnterPointer(nint address)
    {
        if (address == 0)
        {
            throw InteropErrors.NullFunction();
        }

        Enter(address);
    }

    /// <summary>The call has returned; throws what a callback in it threw.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Leave() => CallContext.Current.Leave();

    /// <summary>C calls back: whether the body may run.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool CanRun() => CallbackFailures.CanRun(CallContext.Current, null);

    /// <summary>Keeps what a callback's body threw.</summary>
    /// <param name="exception">The exception.</param>
    /// <param name="name">What reports call the callback.</param>
    public static void Failed(Exception exception, string name) =>
        CallbackFailures.Handle(exception, name, CallbackExceptions.DefaultPolicy, CallContext.Current);
}
