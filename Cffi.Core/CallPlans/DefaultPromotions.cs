namespace Cffi.Core.CallPlans;

/// <summary>The default argument promotions, which apply to an argument without a known parameter type.</summary>
internal static class DefaultPromotions
{
    /// <summary>The type to which a variadic argument is promoted (C11 6.5.2.2p6, 6.3.1.1p2, 6.3.2.1p3-4).</summary>
    /// <remarks>
    /// <c>float</c> becomes <c>double</c>, integers narrower than <c>int</c> become <c>int</c>, arrays and functions become
    /// pointers. All other types stay, without their qualifiers.
    /// </remarks>
    /// <exception cref="LayoutException">An enum has no underlying type yet.</exception>
    public static CType Promote(CType type, Target target) => CFunctionType.Adjust(type) switch
    {
        CPrimitiveType { Primitive: CPrimitiveKind.Float } => CPrimitiveType.Of(CPrimitiveKind.Double),
        CPrimitiveType { IsInteger: true } primitive => PromoteInteger(primitive, primitive, target),
        CEnumType @enum => PromoteInteger(@enum, EnumLayout.UnderlyingType(@enum, target), target),
        var other => other,
    };

    // int holds every value of a narrower type, including unsigned types.
    private static CType PromoteInteger(CType type, CPrimitiveType integer, Target target) =>
        PrimitiveLayout.Of(integer, target).Size < 4 ? CPrimitiveType.Of(CPrimitiveKind.Int) : type;
}
