using Cffi.Backend.Native.Callbacks;
using Cffi.Backend.Native.Values;
using Cffi.Core.CallPlans;

namespace Cffi.Backend.Native;

/// <summary>Makes a callback from a type and a body.</summary>
internal static class CallbackFactory
{
    public static CData Create(Ffi ffi, string typeName, Delegate body, Func<CallbackSignature, CallbackBody> bodyFor, CallbackOptions? options)
    {
        CommonErrors.ThrowIfNull(ffi);
        CommonErrors.ThrowIfNull(body);

        return Create(ffi, typeName, bodyFor, DelegateShape.ParameterCount(body), options, body);
    }

    public static CData Create(Ffi ffi, string typeName, Func<CallbackSignature, CallbackBody> bodyFor, int parameterCount, CallbackOptions? options, Delegate? body = null)
    {
        CType type = ffi.TypeOf(typeName);
        CType pointed = type.Unqualified is CPointerType pointer ? pointer.Item : type;
        return pointed.Unqualified is CFunctionType function
            ? Create(ffi, SignatureOf(function, null, body, ffi.FindEntries, out CallbackEntries entries), entries, bodyFor, parameterCount, options, body)
            : throw CommonErrors.WrongOperation(type, "make a callback of");
    }

    /// <summary>Sets the body of an <c>extern "C#"</c> function.</summary>
    public static void DefineExtern(Ffi ffi, string name, Delegate body, Func<CallbackSignature, CallbackBody> bodyFor, CallbackOptions? options)
    {
        CommonErrors.ThrowIfNull(ffi);
        CommonErrors.ThrowIfNull(name);
        CommonErrors.ThrowIfNull(body);
        DefineExtern(ffi, name, DelegateShape.ParameterCount(body), bodyFor, options, body);
    }

    public static void DefineExtern(Ffi ffi, string name, int parameterCount, Func<CallbackSignature, CallbackBody> bodyFor, CallbackOptions? options, Delegate? body = null)
    {
        FunctionDeclaration function = ffi.Declarations.FindIdentifier(name) switch
        {
            FunctionDeclaration { IsImplementedInCSharp: true } found => found,
            FunctionDeclaration => throw UsageErrors.WrongKindOfName(name, "a function of C", "declare it with extern \"C#\""),
            _ => throw CommonErrors.Undeclared(name, "extern \"C#\" function", ffi.Declarations.Functions.Where(static f => f.IsImplementedInCSharp).Select(static f => f.Name)),
        };
        if (options is not { ErrorValue.Kind: not CValueKind.None } && ErrorAnnotation.IsOn(function))
        {
            options = (options ?? new CallbackOptions()) with { ErrorValue = AnnotatedValue(function, ffi) };
        }

        // A module has its own entry for the function, which calls ours.
        CallbackSignature signature = SignatureOf(function.Type, name, body, static type => CompiledPassing.IsFor(type) ? CallbackSignature.BlockEntries : null, out CallbackEntries entries);
        CData callback = Create(ffi, signature, entries, bodyFor, parameterCount, options, body);
        ffi.OwnerOf(function).Externs.Define(name, callback, signature.UsesBlock);
    }

    private static CValue AnnotatedValue(FunctionDeclaration function, Ffi ffi) => ErrorAnnotation.Read(function, ffi.Declarations) switch
    {
        { Integer: { } integer } when integer >= long.MinValue && integer <= long.MaxValue && function.Type.Result.Unqualified is CPointerType =>
            CData.OfPointer(NativeType.Of(function.Type.Result), (nint)(long)integer, null),
        { Integer: { } integer } when integer >= long.MinValue && integer <= long.MaxValue => (long)integer,
        { Integer: { } integer } when integer.Sign > 0 && integer <= ulong.MaxValue => (ulong)integer,
        { Integer: null } number => number.Floating,
        _ => throw new CffiTypeException("CFFI7065", $"'cffi::error' of '{function.Name}' has no value; write a number, or the name of a constant, that the function can return"),
    };

    // If no call plan has the values, a compiled module may have entries for them.
    private static CallbackSignature SignatureOf(CFunctionType function, string? name, Delegate? body, Func<CFunctionType, CallbackEntries?> compiled, out CallbackEntries entries)
    {
        try
        {
            var signature = CallbackSignature.Of(function, name, body);
            entries = signature.Entries;
            return signature;
        }
        catch (CffiUnsupportedException)
        {
            if (compiled(function) is not { } found)
            {
                throw;
            }

            entries = found;
            return CallbackSignature.OfBlock(function, name, body);
        }
    }

    private static CData Create(Ffi ffi, CallbackSignature signature, CallbackEntries entries, Func<CallbackSignature, CallbackBody> bodyFor, int parameterCount, CallbackOptions? options, Delegate? body)
    {
        CFunctionType function = signature.Type;
        if (function.Parameters.Count != parameterCount)
        {
            throw new CffiTypeException("CFFI7009", $"the callback's body has {parameterCount} parameters, but '{function.CName}' has {function.Parameters.Count}; give it the same number");
        }

        if (body is not null)
        {
            CallbackFit.Check(signature, body);
        }

        CallbackBody runner = bodyFor(signature);
        runner.CommonPolicy = ffi.CallbackPolicyNow;
        runner.Options = options ?? runner.Options;
        UpcallResult.Check(signature, runner.Options.ErrorValue);
        return CData.OfOwned(NativeType.Of(function.PointerTo()), entries.Rent(runner));
    }
}
