using Cffi.Backend.Native.Executors;
using Cffi.Backend.Native.Threads;

namespace Cffi.Backend.Native.Callbacks;

/// <summary>Replaces the body of a callback that C calls after its end. C gets a zero result of the right type.</summary>
internal sealed unsafe class DisposedBody(CallbackSignature signature, CallbackEnd end, string? function) : GuardedBody(signature)
{
    private LateCall late = new(end, function);

    protected override string Name => "a disposed callback";

    // C may go on calling thousands of times a second.
    protected override bool ReportsFailure(CallContext context) => late.IsNews();

    public override void Invoke(UpcallFrame* frame) => throw late.Error("a callback");
}
