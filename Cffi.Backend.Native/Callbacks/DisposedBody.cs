namespace Cffi.Backend.Native.Callbacks;

/// <summary>Stands in for a callback that C calls after its disposal.</summary>
internal sealed unsafe class DisposedBody : CallbackBody
{
    private DisposedBody()
        : base(new CallbackSignature(CFunctionType.Of(CVoidType.Instance, [])))
    {
    }

    public static DisposedBody Instance { get; } = new();

    // What the type was is gone with the callback: every result register becomes zero.
    public override void Invoke(UpcallFrame* frame)
    {
        frame->ReturnGeneral[0] = frame->ReturnGeneral[1] = 0;
        frame->ReturnFloating[0] = frame->ReturnFloating[1] = 0;
        throw UsageErrors.Disposed("a callback");
    }
}
