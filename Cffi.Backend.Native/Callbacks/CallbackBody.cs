using System.Runtime.CompilerServices;
using Cffi.Backend.Native.Executors;
using Cffi.Backend.Native.Host;
using Cffi.Backend.Native.Threads;

namespace Cffi.Backend.Native.Callbacks;

/// <summary>The code that an entry point runs: a .NET delegate with the conversions of its signature.</summary>
internal abstract unsafe class CallbackBody(CallbackSignature signature) : IHasCallbackPolicy
{
    public CallbackSignature Signature { get; } = signature;

    /// <summary>Set once, before the first call.</summary>
    public CallbackOptions Options { get; set; } = new();

    /// <summary>The policy for exceptions, which is read at each exception if the callback has none of its own.</summary>
    public Func<CallbackPolicy>? CommonPolicy { get; set; }

    /// <summary>The name in reports.</summary>
    protected virtual string Name => Signature.Name;

    /// <summary>Whether an exception is also reported, and not only kept.</summary>
    protected virtual bool ReportsFailure(CallContext context) => true;

    public CallbackPolicy Policy => Options.OnException ?? CommonPolicy?.Invoke() ?? CallbackExceptions.DefaultPolicy;

    /// <summary>Reads the arguments, runs the delegate, and writes the result. It never throws.</summary>
    // The frame belongs to the entry point and is complete.
    public abstract void Enter(UpcallFrame* frame);

    /// <summary>Enters .NET from C.</summary>
    /// <returns>Whether the body may run; if not, C gets the error value.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    protected bool TryBegin(UpcallFrame* frame, out CallContext context)
    {
        context = CallContext.Current;
        context.Errno = *context.ErrnoAddress;
        if (OperatingSystem.IsWindows())
        {
            context.LastError = LastError.Get();
        }

        return CallbackFailures.CanRun(context, this) || Skip(frame);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private bool Skip(UpcallFrame* frame)
    {
        _ = TryReturnError(frame);
        return false;
    }

    /// <summary>Returns to C.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    protected static void End(CallContext context)
    {
        if (OperatingSystem.IsWindows())
        {
            LastError.Set(context.LastError);
        }

        *context.ErrnoAddress = context.Errno;
    }

    /// <summary>Returns the error value to C, or zero if memory of the error value has been freed since the check.</summary>
    /// <returns>The reason why the error value could not be used; null on success.</returns>
    private Exception? TryReturnError(UpcallFrame* frame)
    {
        try
        {
            UpcallResult.WriteValue(Signature, Options.ErrorValue, frame);
            return null;
        }
        catch (Exception reason) when (reason is ICffiException)
        {
            UpcallResult.WriteValue(Signature, default, frame);
            return reason;
        }
    }

    /// <summary>Handles an exception of the body: exceptions cannot cross C frames.</summary>
    protected void Failed(Exception exception, CallContext context, UpcallFrame* frame)
    {
        if (Options.OnError is { } handler)
        {
            try
            {
                CValue answer = handler(exception);
                AnswerWith(answer, exception, context, frame);
                return;
            }
            catch (Exception second)
            {
                exception = CallbackFailures.Both(exception, second);
            }
        }

        if (TryReturnError(frame) is { } reason)
        {
            exception = new AggregateException(exception, reason);
        }

        CallbackFailures.Handle(exception, Name, Policy, context, ReportsFailure(context));
    }

    // OnError has handled the exception. If its value does not fit, this is reported and not thrown.
    private void AnswerWith(in CValue answer, Exception exception, CallContext context, UpcallFrame* frame)
    {
        try
        {
            if (answer.Kind != CValueKind.None)
            {
                UpcallResult.WriteValue(Signature, answer, frame);
                return;
            }
        }
        catch (Exception misfit) when (misfit is ICffiException)
        {
            CallbackFailures.Report(new AggregateException($"the value of OnError cannot be a result of {Name}", exception, misfit), Name, false, context);
        }

        if (TryReturnError(frame) is { } reason)
        {
            CallbackFailures.Report(new AggregateException(exception, reason), Name, false, context);
        }
    }
}
