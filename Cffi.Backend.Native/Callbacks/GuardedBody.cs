using Cffi.Backend.Native.Executors;
using Cffi.Backend.Native.Threads;

namespace Cffi.Backend.Native.Callbacks;

/// <summary>A body that is one method, which may throw.</summary>
internal abstract unsafe class GuardedBody(CallbackSignature signature) : CallbackBody(signature)
{
    /// <summary>Reads the arguments, does the work, writes the result.</summary>
    // The frame belongs to the entry point and is complete.
    public abstract void Invoke(UpcallFrame* frame);

    public sealed override void Enter(UpcallFrame* frame)
    {
        if (TryBegin(frame, out CallContext context))
        {
            try
            {
                Invoke(frame);
            }
            catch (Exception exception)
            {
                Failed(exception, context, frame);
            }
        }

        End(context);
    }
}
