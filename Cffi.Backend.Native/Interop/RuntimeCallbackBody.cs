using Cffi.Backend.Native.Callbacks;
using Cffi.Backend.Native.Executors;
using Cffi.Backend.Native.Values;

namespace Cffi.Interop;

/// <summary>The body of a callback that generated code cannot receive itself.</summary>
internal sealed unsafe class RuntimeCallbackBody : GuardedBody
{
    private readonly Action<CRuntimeArguments> body;

    /// <summary>Makes a body.</summary>
    /// <param name="signature">The signature.</param>
    /// <param name="body">The body that runs.</param>
    /// <param name="answerError">Sets what C gets where that throws; null for zero.</param>
    public RuntimeCallbackBody(CallbackSignature signature, Action<CRuntimeArguments> body, Action<CRuntimeArguments>? answerError = null)
        : base(signature)
    {
        this.body = body;
        if (answerError is not null)
        {
            var answer = new CRuntimeArguments([], signature.Result);
            answerError(answer);
            Options = new CallbackOptions { ErrorValue = answer.Result };
        }
    }

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
