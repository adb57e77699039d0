using Cffi.Backend.Native.Callbacks;
using Cffi.Backend.Native.Values;

namespace Cffi.Interop;

/// <summary>The body of a callback that generated code cannot receive itself.</summary>
internal sealed unsafe class RuntimeCallbackBody(CallbackSignature signature, Action<CRuntimeArguments> body) : GuardedBody(signature)
{
    public override void Invoke(UpcallFrame* frame)
    {
        var values = new CData[Signature.Parameters.Length];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = UpcallArguments.ReadData(Signature.Parameters[i], frame);
        }

        var arguments = new CRuntimeArguments(values, Signature.Result);
        body(arguments);
        if (Signature.Result.Representation != Representation.None)
        {
            UpcallResult.Write(Signature, arguments.Result, frame);
        }
    }
}
