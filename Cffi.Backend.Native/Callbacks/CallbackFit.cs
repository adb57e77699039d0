using System.Reflection;
using Cffi.Backend.Native.Conversion;
using Cffi.Backend.Native.Numbers;
using Cffi.Backend.Native.Values;

namespace Cffi.Backend.Native.Callbacks;

/// <summary>Checks whether a body can ever run for a function type, because an error would be too late when C calls.</summary>
internal static class CallbackFit
{
    /// <exception cref="CffiTypeException">C's arguments can never be converted to the body's parameters, or its result can never be converted to C's result.</exception>
    public static void Check(CallbackSignature signature, Delegate body)
    {
        bool isExact = DelegateShape.Of(body).HasExactMethods;
        if (isExact && signature.Shared.FittingType == body.GetType())
        {
            return;
        }

        Check(signature, body.Method);
        if (isExact)
        {
            signature.Shared.FittingType = body.GetType();
        }
    }

    private static void Check(CallbackSignature signature, MethodInfo body)
    {
        // A static method bound to its first argument has one parameter more.
        ParameterInfo[] parameters = body.GetParameters();
        int count = signature.Parameters.Length;
        for (int i = 0; i < count; i++)
        {
            Type wanted = parameters[^(count - i)].ParameterType;
            if (!CanTake(wanted, signature.Parameters[i].Type))
            {
                throw CallbackErrors.BodyCannotTake(signature, i, wanted);
            }
        }

        if (IsTask(body.ReturnType) || !CanGive(body.ReturnType, signature.Result))
        {
            throw CallbackErrors.BodyCannotGive(signature, body.ReturnType, IsTask(body.ReturnType));
        }
    }

    // The .NET types to which ValueConversion can convert some value of the C type.
    private static bool CanTake(Type wanted, NativeType type) =>
        wanted == typeof(CData) || wanted == typeof(CValue) || wanted == typeof(object) || wanted == typeof(bool) || wanted.IsInterface
        || NumberTypes.Of(wanted) switch
        {
            NumberKind.None => wanted == typeof(CVaList) ? type.IsPointerToVaList : wanted == typeof(string) && TextDecoder.IsPointer(type),
            NumberKind.Complex => type.NumberKind != NumberKind.None,
            _ => type.NumberKind is NumberKind.Integer or NumberKind.Real || (IsAddress(wanted) && type.NumberKind == NumberKind.None),
        };

    // Whether some value of a .NET type converts to the C type. ScalarWriter, PointerConversion and Initializer convert each value
    // by the same table.
    private static bool CanGive(Type given, NativeType type)
    {
        if (given == typeof(void) || type.Representation == Representation.None)
        {
            return type.Representation == Representation.None;
        }

        if (given == typeof(CData) || given == typeof(CValue) || given == typeof(object) || given == typeof(Enum) || given.IsInterface)
        {
            return true;
        }

        return type.Representation switch
        {
            Representation.Pointer => IsAddress(given),
            Representation.Record => typeof(Array).IsAssignableFrom(given) && type.Type.Unqualified is CRecordType,
            _ when given == typeof(string) => type.IsText || type.Type.Unqualified is CEnumType,
            _ => NumberTypes.Takes(type.NumberKind, NumberTypes.Of(given)),
        };
    }

    private static bool IsAddress(Type type) => type == typeof(nint) || type == typeof(nuint);

    private static bool IsTask(Type type) => typeof(Task).IsAssignableFrom(type) || type == typeof(ValueTask)
        || (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(ValueTask<>));
}
