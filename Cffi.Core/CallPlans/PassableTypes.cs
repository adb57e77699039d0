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

    /// <summary>The size and alignment of an argument or a result.</summary>
    /// <exception cref="CffiUnsupportedException">It is no value, or has no layout.</exception>
    public static TypeLayout Room(CType type, CFunctionType function, Target target)
    {
        if (type.Unqualified is CVoidType or CFunctionType or CArrayType)
        {
            throw AbiErrors.NotAValue(type, function, target);
        }

        try
        {
            return type.Unqualified is CRecordType record && LayoutEngine.OfRecord(record, target).HasFlexibleArrayMember
                ? throw AbiErrors.FlexibleArray(type, function, target)
                : LayoutEngine.Of(type, target);
        }
        catch (LayoutException reason)
        {
            throw AbiErrors.NoLayout(type, function, target, reason);
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
