namespace Cffi.Core.CallPlans;

/// <summary>Refuses, by name, the types whose registers no call plan knows.</summary>
internal static class PassableTypes
{
    /// <exception cref="CffiUnsupportedException">An argument or the result is or contains such a type.</exception>
    public static void Check(CFunctionType function, Target target, IReadOnlyList<CType> variadic)
    {
        Check(function.Result, function, target);
        foreach (CType parameter in function.Parameters)
        {
            Check(AbiLowering.ParameterType(parameter, target), function, target);
        }

        foreach (CType argument in variadic)
        {
            Check(argument, function, target);
        }
    }

    private static void Check(CType type, CFunctionType function, Target target)
    {
        if (ContainedTypes.Find(type, IsUnplanned) is { } found)
        {
            throw found is CVaListType ? AbiErrors.VariadicList(function, target) : AbiErrors.NoRegisters(found, function, target);
        }
    }

    private static bool IsUnplanned(CType type) => type is CVaListType or CVectorType or CBitIntType
        or CPrimitiveType { Primitive: CPrimitiveKind.Float16 or CPrimitiveKind.Float128 }
        or CComplexType { Element.Primitive: CPrimitiveKind.Float16 or CPrimitiveKind.Float128 };
}
