using System.Runtime.CompilerServices;
using Cffi.Backend.Native.Threads;

namespace Cffi.Backend.Native.Callbacks;

/// <summary>Handles an exception of a callback's body: exceptions cannot cross C frames. Generated code uses it too.</summary>
internal static class CallbackFailures
{
    /// <summary>The handlers that are called at once.</summary>
    public static event EventHandler<CallbackExceptionEventArgs>? Unhandled;

    /// <summary>Whether the body of a callback may run. With the policy Stop, it does not run while an exception waits for the call into C.</summary>
    /// <param name="context">The thread.</param>
    /// <param name="callback">The callback with the policy; null for the default policy.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool CanRun(CallContext context, IHasCallbackPolicy? callback) => !context.NeedsAttention || CanRunNow(context, callback);

    /// <summary>Keeps an exception for the call into C in which the callback runs, and reports it.</summary>
    /// <param name="exception">The exception.</param>
    /// <param name="name">The name of the callback in reports.</param>
    /// <param name="policy">The callback's policy.</param>
    /// <param name="context">The thread.</param>
    /// <param name="report">Whether the exception has not been reported before.</param>
    public static void Handle(Exception exception, string name, CallbackPolicy policy, CallContext context, bool report = true)
    {
        // A thread that C created has no .NET caller that could catch the exception.
        bool isKept = context.Depth > 0 && policy != CallbackPolicy.Report;
        if (isKept)
        {
            context.Keep(exception);
        }

        if (report)
        {
            Report(exception, name, isKept, context);
        }
    }

    /// <summary>The exception of a body, together with the exception that its handler threw.</summary>
    public static Exception Both(Exception exception, Exception second) => ReferenceEquals(second, exception) ? exception : new AggregateException(exception, second);

    /// <summary>Reports an exception. An exception that passes through several callbacks is reported once.</summary>
    public static void Report(Exception exception, string name, bool isKept, CallContext context)
    {
        if (ReferenceEquals(context.LastReported, exception))
        {
            return;
        }

        context.LastReported = isKept ? exception : null;
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
                // One line for each callback and call: a main loop can run for hours and call often.
                string message = exception.Message.ReplaceLineEndings(" ");
                Console.Error.WriteLine($"Cffi: exception in {name}, thrown when the call into C returns: {exception.GetType()}: {message}");
            }
        }
        catch (Exception second)
        {
            // A failing handler must not end the process, and no exception may leave this method.
            Write($"Cffi: exception in {name}, which cannot be printed because of {second.GetType()}: {exception.GetType()}");
        }
    }

    // An exception waits, perhaps for an outer call.
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
            // Nothing else can report it.
        }
    }
}
