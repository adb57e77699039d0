using System.Reflection;
using Cffi.Backend.Native.Executors;

namespace Cffi.Backend.Native.Callbacks;

/// <summary>Runs a delegate of any type, through reflection.</summary>
internal sealed unsafe class DelegateBody(CallbackSignature signature, Delegate body) : GuardedBody(signature)
{
    private readonly ParameterInfo[] parameters = body.Method.GetParameters();

    public override void Invoke(UpcallFrame* frame)
    {
        var arguments = new object?[Signature.Parameters.Length];
        for (int i = 0; i < arguments.Length; i++)
        {
            arguments[i] = UpcallArguments.Read<object?>(Signature, i, frame, parameters[^(arguments.Length - i)].ParameterType);
        }

        object? result;
        try
        {
            result = body.DynamicInvoke(arguments);
        }
        catch (TargetInvocationException wrapped)
        {
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(wrapped.InnerException!);
            throw;
        }

        if (body.Method.ReturnType != typeof(void))
        {
            UpcallResult.Write(Signature, result, frame);
        }
    }
}
