using System.Runtime.CompilerServices;
using Cffi.Backend.Native.Threads;

namespace Cffi.Backend.Native.Callbacks;

/// <summary>Deals with what a callback's body threw: exceptions do not cross C frames. The one way, also for generated code.</summary>
internal static class CallbackFailures
{
    /// <summary>Those who are told at once.</summary>
    public static event EventHandler<CallbackExceptionEventArgs>? Unhandled;

    /// <summary>C calls back: whether the body runs. One with the stopping policy does not while an exception waits for the call that it runs in.</summary>
    /// <param name="context">The thread.</param>
    /// <param name="callback">Whose policy counts; null for the default.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool CanRun(CallContext context, IHasCallbackPolicy? callback) => !context.NeedsAttention || CanRunNow(context, callback);

    /// <summary>Keeps an exception for the call into C that the callback runs in, and tells of it.</summary>
    /// <param name="exception">The exception.</param>
    /// <param name="name">What reports call the callback.</param>
    /// <param name="policy">The callback's policy.</param>
    /// <param name="context">The thread.</param>
    /// <param name="tell">Whether it has not been said before.</param>
    public static void Handle(Exception exception, string name, CallbackPolicy policy, CallContext context, bool tell = true)
    {
        // A thread that C made has no .NET caller to throw at.
        bool isKept = context.Depth > 0 && policy != CallbackPolicy.Report;
        if (isKept)
        {
            context.Keep(exception);
        }

        if (tell)
        {
            Tell(exception, name, isKept, context);
        }
    }

    /// <summary>What a body threw, with what its handler threw over it.</summary>
    public static Exception Both(Exception exception, Exception second) => ReferenceEquals(second, exception) ? exception : new AggregateException(exception, second);

    /// <summary>Tells of an exception; of one that passes through several callbacks, once.</summary>
    public static void Tell(Exception exception, string name, bool isKept, CallContext context)
    {
        if (ReferenceEquals(context.LastTold, exception))
        {
            return;
        }

        context.LastTold = isKept ? exception : null;
        try
        {
            if (Unhandled is { } listeners)
            {
                listeners(null, new CallbackExceptionEventArgs(exception, name, isKept));
            }
            else if (!isKept)
            {
                Console.Error.WriteLine($"Cffi: exception in {name}, {(context.Depth > 0 ? "which nothing throws on" : "on a thread without a .NET caller")}: {exception}");
            }
            else if (context.IsNews(name))
            {
                // One line for each callback and call: a main loop may not return for hours, and may call often.
                string message = exception.Message.ReplaceLineEndings(" ");
                Console.Error.WriteLine($"Cffi: exception in {name}, thrown when the call into C returns: {exception.GetType()}: {message}");
            }
        }
        catch (Exception second)
        {
            // A listener that fails is no reason to end the process, and no exception may leave.
            Write($"Cffi: exception in {name}, which cannot be printed because of {second.GetType()}: {exception.GetType()}");
        }
    }

    // An exception waits, perhaps for a call around the one that this runs in.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static bool CanRunNow(CallContext context, IHasCallbackPolicy? callback) =>
        (callback?.Policy ?? CallbackExceptions.DefaultPolicy) != CallbackPolicy.Stop || !context.HasPending;

    private static void Write(string line)
    {
        try
        {
            Console.Error.WriteLine(line);
        }
        catch (Exception)
        {
            // Nobody is left to tell.
        }
    }
}
