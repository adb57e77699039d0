namespace Cffi.Backend.Native.Callbacks;

/// <summary>Stands in for a callback that C calls after its end: C gets a zero result of the right type.</summary>
internal sealed unsafe class DisposedBody(CallbackSignature signature, CallbackEnd end, string? function) : GuardedBody(signature)
{
    protected override string Name => "a callback that is disposed";

    public override void Invoke(UpcallFrame* frame) => throw UsageErrors.Ended("a callback", end, function);
}
