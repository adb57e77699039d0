using Cffi.Parser.Diagnostics;
using Cffi.Parser.Lexing;

namespace Cffi.Parser.Binding;

/// <summary>
/// Applies attributes to the type of a declaration: one rule for variables, functions, typedefs, members,
/// parameters and type names.
/// </summary>
internal static class AttributedTypes
{
    /// <summary>The type after <c>mode</c>, <c>vector_size</c> and a convention that no parameter list has taken.</summary>
    /// <param name="type">The declared type.</param>
    /// <param name="attributes">All attributes of the declaration. Attributes without effect are reported.</param>
    /// <param name="use">The other attributes that have a meaning for this kind of declaration.</param>
    /// <param name="at">The name, or the first token.</param>
    /// <param name="context">The text.</param>
    /// <exception cref="RefusedException">There is no such type.</exception>
    public static CType Of(CType type, BoundAttributes attributes, AttributeUse use, Token at, BindingContext context)
    {
        if (ReferenceEquals(attributes, BoundAttributes.None))
        {
            return type;
        }

        if (attributes.Mode is { } mode)
        {
            type = Modes.Apply(type, mode, context);
        }

        if (attributes.VectorSize > 0)
        {
            type = Vectors.Apply(type, attributes.VectorSize, at, context);
        }

        if (attributes.Convention is { } convention)
        {
            CType called = WithConvention(type, convention);
            use.IsConvention = IsCalled(type);
            type = called;
        }

        use.ReportOthers(attributes, context);
        return type;
    }

    /// <summary>The type of a type name with attributes; here <c>aligned</c> counts too.</summary>
    /// <exception cref="RefusedException">There is no such type, or clang would ignore the attribute on a target where it is the compiler.</exception>
    public static CType OfTypeName(CType type, BoundAttributes attributes, Token at, BindingContext context)
    {
        if (ReferenceEquals(attributes, BoundAttributes.None))
        {
            return type;
        }

        if (attributes.AlignAs is { } alignAs)
        {
            AlignmentRules.Check(alignAs, attributes.Alignment, type, "a type name", context);
        }

        Token? layout = attributes.Mode ?? (attributes.Alignment > 0 ? attributes.AlignedWord : null);
        if (layout is not null && context.Target.FollowsClang)
        {
            throw context.Refuse(Descriptors.Unsupported, layout, $"'{layout.Text}' has no effect in a type name for clang, the compiler of this target", "declare a typedef that has the attribute");
        }

        type = Of(type, attributes, AttributeUse.TypeName, at, context);
        return attributes.Alignment > 0 ? Aligned(type, attributes, context) : type;
    }

    // Without a typedef, the name of an aligned type is its C text. In a declaration, an attribute that is
    // not inside typeof would apply to the declared object.
    private static CType Aligned(CType type, BoundAttributes attributes, BindingContext context)
    {
        switch (type.Unqualified)
        {
            case CFunctionType or CVoidType:
                return type;
            case CArrayType when context.Constants.LayoutOf(type, attributes.AlignedWord!) is { } layout && layout.Size % attributes.Alignment != 0:
            case CRecordType { Tag: null, TypedefName: null } or CEnumType { Tag: null, TypedefName: null }:
                throw context.Refuse(
                    Descriptors.Unsupported, attributes.AlignedWord!, $"'{attributes.AlignedWord!.Text}' on the type name '{type.CName}' is not supported", "declare a typedef that has the attribute");
        }

        string written = type.Unqualified is CPointerType or CArrayType ? $"__typeof__({type.CName})" : type.CName;
        return new CAlignedType(FormattableString.Invariant($"__typeof__({written} __attribute__((aligned({attributes.Alignment}))))"), type, attributes.Alignment);
    }

    private static bool IsCalled(CType type) => type is CFunctionType || (type is CPointerType pointer && IsCalled(pointer.Item));

    /// <summary>A function or pointer to a function gets the convention if it has none yet; any other type is returned unchanged.</summary>
    /// <remarks><c>__attribute__((stdcall))</c> can follow the parameters.</remarks>
    public static CType WithConvention(CType type, CCallingConvention wanted) => type switch
    {
        CFunctionType function when function.Convention == CCallingConvention.Default =>
            CFunctionType.Of(function.Result, function.Parameters, function.IsVariadic, wanted),
        CPointerType pointer when IsCalled(pointer) => WithConvention(pointer.Item, wanted).PointerTo(),
        _ => type,
    };
}
