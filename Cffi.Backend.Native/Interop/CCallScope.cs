using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;
using Cffi.Backend.Native.Calls;

namespace Cffi.Interop;

/// <summary>What goes around a call that callbacks may run in: exceptions do not cross C frames, they wait until it returns.</summary>
/// <remarks>For generated code.</remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class CCallScope
{
    /// <summary>Whether the thread is in a call, at whose end an exception can be thrown.</summary>
    internal static bool HasCaller => CallContext.Current.Depth > 0;

    /// <summary>A call into C begins on this thread.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Enter() => CallContext.Current.Depth++;

    /// <summary>A call through a pointer begins on this thread.</summary>
    /// <exception cref="CffiNullPointerException">It is a null pointer.</exception>
    public static void EnterPointer(nint address)
    {
        if (address == 0)
        {
            throw InteropErrors.NullFunction();
        }

        Enter();
    }

    /// <summary>The call has returned; throws what a callback in it threw.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Leave()
    {
        CallContext context = CallContext.Current;
        context.Depth--;
        if (context.Pending is not null)
        {
            context.ThrowPending();
        }
    }

    /// <summary>C calls back: whether the body may run, which it does not between an exception and its throw.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool CanRun() => CallContext.Current.Pending is null;

    /// <summary>Keeps what a callback's body threw.</summary>
    /// <param name="exception">The exception.</param>
    /// <param name="name">What reports call the callback.</param>
    public static void Failed(Exception exception, string name)
    {
        CallContext context = CallContext.Current;
        if (context.Depth > 0)
        {
            context.Pending ??= ExceptionDispatchInfo.Capture(exception);
        }
        else
        {
            // A thread that C made has no .NET caller to throw at: say so where people look.
            CallbackReport.Write(exception, name);
        }
    }
}
