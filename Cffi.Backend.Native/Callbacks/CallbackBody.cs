using System.Runtime.CompilerServices;
using Cffi.Backend.Native.Threads;

namespace Cffi.Backend.Native.Callbacks;

/// <summary>What an entry point runs: a .NET delegate with the conversions of its signature.</summary>
internal abstract unsafe class CallbackBody(CallbackSignature signature) : IHasCallbackPolicy
{
    public CallbackSignature Signature { get; } = signature;

    /// <summary>Set once, before the first call.</summary>
    public CallbackOptions Options { get; set; } = new();

    /// <summary>What becomes of exceptions; read anew at each, where the callback itself says nothing.</summary>
    public Func<CallbackPolicy>? CommonPolicy { get; set; }

    /// <summary>What reports call it.</summary>
    protected virtual string Name => Signature.Name;

    /// <summary>Whether an exception is told of as well as kept.</summary>
    protected virtual bool TellsOfFailure(CallContext context) => true;

    public CallbackPolicy Policy => Options.OnException ?? CommonPolicy?.Invoke() ?? CallbackExceptions.DefaultPolicy;

    /// <summary>Reads the arguments, runs the delegate, writes the result; no exception leaves.</summary>
    // The frame is the entry point's and complete.
    public abstract void Enter(UpcallFrame* frame);

    /// <summary>Takes over from C.</summary>
    /// <returns>Whether the body runs; if not, C gets the error value.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    protected bool TryBegin(UpcallFrame* frame, out CallContext context)
    {
        context = CallContext.Current;
        context.Errno = *context.ErrnoAddress;
        return CallbackFailures.CanRun(context, this) || Skip(frame);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private bool Skip(UpcallFrame* frame)
    {
        _ = TryReturnError(frame);
        return false;
    }

    /// <summary>Gives control back to C.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    protected static void End(CallContext context) => *context.ErrnoAddress = context.Errno;

    /// <summary>Answers C with the error value; with zero where memory that it refers to has been freed since it was checked.</summary>
    /// <returns>Why the error value could not be used; null where it could.</returns>
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

    /// <summary>Deals with what the body threw: exceptions do not cross C frames.</summary>
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

        CallbackFailures.Handle(exception, Name, Policy, context, TellsOfFailure(context));
    }

    // The exception is handled, so nothing is thrown at the caller where the answer does not fit: that is reported.
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
            CallbackFailures.Tell(new AggregateException($"the value of OnError cannot be a result of {Name}", exception, misfit), Name, false, context);
        }

        if (TryReturnError(frame) is { } reason)
        {
            CallbackFailures.Tell(new AggregateException(exception, reason), Name, false, context);
        }
    }
}
