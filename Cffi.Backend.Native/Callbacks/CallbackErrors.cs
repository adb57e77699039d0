using Cffi.Backend.Native.Conversion;
using Cffi.Backend.Native.Values;

namespace Cffi.Backend.Native.Callbacks;

/// <summary>Makes the exceptions of callbacks: one id and one wording each.</summary>
internal static class CallbackErrors
{
    public static CffiDisposedException Ended(string callback, CallbackEnd end, string? function) => end switch
    {
        CallbackEnd.Collected => new(
            "CFFI7062", $"C calls {callback} that nothing in .NET refers to any more; keep the CData of the callback for as long as C may call"),
        CallbackEnd.CallReturned => new(
            "CFFI7063",
            $"C calls {callback} whose method was passed to '{function}' for that call only, which has returned; pass what Create of its type returns and keep that, or declare the parameter with [[cffi::keeps]]"),
        CallbackEnd.LetGo => new("CFFI7060", $"{callback} is used after '{function}' has let go of it"),
        _ => UsageErrors.Disposed(callback),
    };

    public static CffiUnsupportedException NotImplemented(string function) =>
        new("CFFI7061", $"C calls '{function}', which nothing implements; call DefExtern first");

    public static CffiTypeException BodyCannotTake(CallbackSignature signature, int index, Type wanted)
    {
        NativeType type = signature.Parameters[index].Type;
        return new CffiTypeException("CFFI7066", $"the body of {signature.Name} takes a .NET {wanted.Name} as argument {index + 1}, which a C '{type.Type.CName}' never becomes; take {Suitable(type, isArgument: true)}");
    }

    public static CffiTypeException BodyCannotGive(CallbackSignature signature, Type given, bool isTask)
    {
        NativeType type = signature.Result;
        string suitable = type.Representation == Representation.None ? "return nothing" : "return " + Suitable(type, isArgument: false);
        string body = $"the body of {signature.Name} returns ";
        return new CffiTypeException("CFFI7067", isTask ? $"{body}a .NET {given.Name}, and C goes on before that ends; wait for it in the body and {suitable}"
            : given == typeof(void) ? $"{body}nothing, where C takes a '{type.Type.CName}'; {suitable}"
            : $"{body}a .NET {given.Name}, which never becomes a C '{type.Type.CName}'; {suitable}");
    }

    /// <summary>The error of a conversion that a callback's argument or result gave rise to.</summary>
    public static CffiUsageException InCallback(CffiUsageException error, string place, CallbackSignature signature) =>
        UsageErrors.At(error, $"{place} of {signature.Name}");

    private static string Suitable(NativeType type, bool isArgument) => type.Representation switch
    {
        Representation.Pointer when isArgument && type.IsPointerToVaList => "CVaList",
        Representation.Pointer when isArgument && TextDecoder.IsPointer(type) => "string, nint or CData",
        Representation.Pointer => "nint or CData",
        Representation.Record => "CData",
        _ => $"{NaturalType.NameFor(type.Representation)}, CValue or CData",
    };
}
