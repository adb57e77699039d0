using Cffi.Backend.Native.Memory;

namespace Cffi.Backend.Native.Callbacks;

/// <summary>Makes a callback from a type and a body.</summary>
internal static class CallbackFactory
{
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

        CallbackBody body = bodyFor(new CallbackSignature(function));
        body.Options = options ?? body.Options;
        return CData.OfOwned(NativeType.Of(function.PointerTo()), body.Signature.Pool.Rent(body));
    }
}
