namespace Cffi.Core.CallPlans;

/// <summary>Decides which functions may have values that only C compilers can pass, so that .NET calls them through compiled stubs.</summary>
/// <remarks>This is a guess from the declarations. Each machine decides whether a call plan can pass the values.</remarks>
internal static class CompiledPassing
{
    private const int StackAlignment = 16;

    /// <summary>Whether functions of a type get compiled stubs.</summary>
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
