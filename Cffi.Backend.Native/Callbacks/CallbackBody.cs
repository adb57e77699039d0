using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;
using Cffi.Backend.Native.Calls;

namespace Cffi.Backend.Native.Callbacks;

/// <summary>What an entry point runs: a .NET delegate with the conversions of its signature.</summary>
internal abstract unsafe class CallbackBody(CallbackSignature signature)
{
    public CallbackSignature Signature { get; } = signature;

    /// <summary>Set once, before the first call.</summary>
    public CallbackOptions Options { get; set; } = new();

    /// <summary>What reports call it.</summary>
    protected virtual string Name => $"a callback '{Signature.Type.CName}'";

    /// <summary>Reads the arguments, runs the delegate, writes the result; no exception leaves.</summary>
    // The frame is the entry point's and complete.
    public abstract void Enter(UpcallFrame* frame);

    /// <summary>Takes over from C.</summary>
    /// <returns>
    /// Whether the body runs. After an exception the C code may go on calling; the body does not run again before the
    /// exception is thrown, and C gets the error value.
    /// </returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    protected bool TryBegin(UpcallFrame* frame, out CallContext context)
    {
        context = CallContext.Current;
        context.Errno = *context.ErrnoAddress;
        if (context.Pending is null)
        {
            return true;
        }

        _ = TryReturnError(frame);
        return false;
    }

    /// <summary>Gives control back to C.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    protected static void End(CallContext context) => *context.ErrnoAddress = context.Errno;

    /// <summary>Answers C with the error value; with zero where memory that it refers to has been freed since it was checked.</summary>
    /// <returns>Why the error value could not be used; null where it could.</returns>
    private CffiException? TryReturnError(UpcallFrame* frame)
    {
        try
        {
            UpcallResult.WriteValue(Signature, Options.ErrorValue, frame);
            return null;
        }
        catch (CffiException reason)
        {
            UpcallResult.WriteValue(Signature, default, frame);
            return reason;
        }
    }

    // Nobody is left to tell if this fails too, and no exception may leave.
    private void Report(Exception exception)
    {
        try
        {
            Console.Error.WriteLine($"Cffi: exception in {Name} on a thread without a .NET caller: {exception}");
        }
        catch (Exception)
        {
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
                UpcallResult.WriteValue(Signature, answer.Kind == CValueKind.None ? Options.ErrorValue : answer, frame);
                return;
            }
            catch (Exception second)
            {
                exception = new AggregateException(exception, second);
            }
        }

        if (TryReturnError(frame) is { } reason)
        {
            exception = new AggregateException(exception, reason);
        }

        if (context.Depth > 0)
        {
            context.Pending ??= ExceptionDispatchInfo.Capture(exception);
        }
        else
        {
            // A thread that C made has no .NET caller to throw at: say so where people look.
            Report(exception);
        }
    }
}
