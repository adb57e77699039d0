using Cffi.Backend.Native.Memory;

namespace Cffi.Backend.Native.Callbacks;

/// <summary>Makes a callback from a type and a body.</summary>
internal static class CallbackFactory
{
    public static CData Create(Ffi ffi, string typeName, Delegate body, Func<CallbackSignature, CallbackBody> bodyFor, CallbackOptions? options)
    {
        UsageErrors.ThrowIfNull(ffi);
        UsageErrors.ThrowIfNull(body);

        // A static method bound to its first argument takes one less than it declares.
        bool isBound = body.Method.IsStatic && body.Target is not null;
        return Create(ffi, typeName, bodyFor, body.Method.GetParameters().Length - (isBound ? 1 : 0), options);
    }

    public static CData Create(Ffi ffi, string typeName, Func<CallbackSignature, CallbackBody> bodyFor, int parameterCount, CallbackOptions? options)
    {
        CType type = ffi.TypeOf(typeName);
        CType pointed = type.Unqualified is CPointerType pointer ? pointer.Item : type;
        if (pointed.Unqualified is not CFunctionType function)
        {
            throw UsageErrors.WrongOperation(type, "make a callback of");
        }

        if (function.Parameters.Count != parameterCount)
        {
            throw new CffiTypeException("CFFI7009", $"the callback's body takes {parameterCount} arguments, but C passes {function.Parameters.Count} to '{function.CName}'");
        }

        CallbackBody runner = bodyFor(new CallbackSignature(function));
        runner.Options = options ?? runner.Options;
        UpcallResult.Check(runner.Signature, runner.Options.ErrorValue);
        return CData.OfOwned(NativeType.Of(function.PointerTo()), runner.Signature.Pool.Rent(runner));
    }
}
