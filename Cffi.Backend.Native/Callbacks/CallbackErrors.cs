using Cffi.Backend.Native.Conversion;
using Cffi.Backend.Native.Values;

namespace Cffi.Backend.Native.Callbacks;

/// <summary>Makes the exceptions of callbacks: one id and one wording each.</summary>
internal static class CallbackErrors
{
    public static CffiDisposedException Ended(string callback, CallbackEnd end, string? function) => end switch
    {
        CallbackEnd.Collected => new(
            "CFFI7062", $"C calls {callback} that was collected, because nothing in .NET refers to it; keep the CData of the callback as long as C may call it"),
        CallbackEnd.CallReturned => new(
            "CFFI7063",
            $"C calls {callback} after the call of '{function}' that its method was passed to; pass the result of Create of its type and keep that, or declare the parameter with [[cffi::keeps]]"),
        CallbackEnd.Released => new("CFFI7060", $"{callback} is used after '{function}' has released it"),
        _ => UsageErrors.Disposed(callback),
    };

    public static CffiUnsupportedException NoEntry(int count, CallbackSignature signature) =>
        new("CFFI5104", $"all {count} callback entry points for functions like '{signature.Type.CName}' are in use; dispose callbacks that C no longer calls");

    public static CffiUnsupportedException NoThunks(CFunctionType type) =>
        new("CFFI5107", $"a callback '{type.CName}' needs machine code on {Target.Current.Name}, and this system allows no executable memory; use typed bindings ([Cdef]), whose callbacks .NET makes itself");

    public static CffiUnsupportedException NotImplemented(string function) =>
        new("CFFI7061", $"C calls '{function}', which has no implementation; call DefExtern first");

    public static CffiTypeException BodyCannotTake(CallbackSignature signature, int index, Type wanted)
    {
        NativeType type = signature.Parameters[index].Type;
        return new CffiTypeException("CFFI7066", $"the body of {signature.Name} takes a .NET {wanted.Name} as argument {index + 1}, but a C '{type.Type.CName}' cannot be converted to it; take {Suitable(type, isArgument: true)}");
    }

    public static CffiTypeException BodyCannotGive(CallbackSignature signature, Type given, bool isTask)
    {
        NativeType type = signature.Result;
        string suitable = type.Representation == Representation.None ? "return nothing" : "return " + Suitable(type, isArgument: false);
        string body = $"the body of {signature.Name} returns ";
        return new CffiTypeException("CFFI7067", isTask ? $"{body}a .NET {given.Name}, but C does not wait for it; wait for it in the body and {suitable}"
            : given == typeof(void) ? $"{body}nothing, but C expects a '{type.Type.CName}'; {suitable}"
            : $"{body}a .NET {given.Name}, which cannot be converted to a C '{type.Type.CName}'; {suitable}");
    }

    /// <summary>The error of a conversion of a callback's argument or result.</summary>
    public static CffiUsageException InCallback(CffiUsageException error, string subject, CallbackSignature signature) =>
        UsageErrors.At(error, $"{subject} of {signature.Name}");

    private static string Suitable(NativeType type, bool isArgument) => type.Representation switch
    {
        Representation.Pointer when isArgument && type.IsPointerToVaList => "CVaList",
        Representation.Pointer when isArgument && TextDecoder.IsPointer(type) => "string, nint or CData",
        Representation.Pointer => "nint or CData",
        Representation.Record => "CData",
        _ => $"{NaturalType.NameFor(type.Representation)}, CValue or CData",
    };
}
