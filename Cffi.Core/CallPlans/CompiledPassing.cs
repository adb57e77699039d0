namespace Cffi.Core.CallPlans;

/// <summary>Which functions may have values that only C compilers pass, so that compiled stubs stand between them and .NET.</summary>
/// <remarks>A guess from the declarations: whether a call plan passes the values after all is known on each machine.</remarks>
internal static class CompiledPassing
{
    private const int StackAlignment = 16;

    /// <summary>Whether stubs are compiled for functions of a type.</summary>
    public static bool IsFor(CFunctionType type) => !type.IsVariadic
        && (HasLongDouble(type.Result) || IsUnplanned(type.Result) || type.Parameters.Any(IsUnplanned));

    // Results in x87 registers need a trampoline, which not every system allows and no callback has.
    private static bool HasLongDouble(CType type) => ContainedTypes.Any(
        type, static part => part is CPrimitiveType { Primitive: CPrimitiveKind.LongDouble } or CComplexType { Element.Primitive: CPrimitiveKind.LongDouble });

    private static bool IsUnplanned(CType type) => IsOverAligned(type) || ContainedTypes.Any(type, static part => part switch
    {
        CVectorType or CBitIntType => true,
        CPrimitiveType { Primitive: CPrimitiveKind.Float16 or CPrimitiveKind.Float128 } => true,
        CComplexType { Element.Primitive: CPrimitiveKind.Float16 or CPrimitiveKind.Float128 } => true,
        CArrayType array => IsOverAligned(array.Item),
        CRecordType record => record.IsPartial || record.LayoutRules.RequestedAlignment > StackAlignment
            || record.Members.Any(static member => member.RequestedAlignment > StackAlignment || IsOverAligned(member.Type)),
        _ => false,
    });

    private static bool IsOverAligned(CType type) => type is CAlignedType { Alignment: > StackAlignment };
}
