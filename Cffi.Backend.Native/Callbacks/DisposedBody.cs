namespace Cffi.Backend.Native.Callbacks;

/// <summary>Stands in for a callback that C calls after its disposal: C gets a zero result of the right type.</summary>
internal sealed unsafe class DisposedBody(CallbackSignature signature) : GuardedBody(signature)
{
    protected override string Name => "a callback that is disposed";

    public override void Invoke(UpcallFrame* frame) => throw UsageErrors.Disposed("a callback");
}
