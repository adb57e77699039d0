using Cffi.Backend.Native.Calls;

namespace Cffi.Backend.Native.Callbacks;

/// <summary>Stands in for a callback that C calls after its end: C gets a zero result of the right type.</summary>
internal sealed unsafe class DisposedBody(CallbackSignature signature, CallbackEnd end, string? function) : GuardedBody(signature)
{
    private int isTold;

    protected override string Name => "a disposed callback";

    // C may go on calling thousands of times a second: where nobody can catch it, one line says it as well.
    protected override bool TellsOfFailure(CallContext context) => Interlocked.Exchange(ref isTold, 1) == 0;

    public override void Invoke(UpcallFrame* frame) => throw UsageErrors.Ended("a callback", end, function);
}
