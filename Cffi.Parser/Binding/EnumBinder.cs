using System.Numerics;
using Cffi.Parser.Diagnostics;
using Cffi.Parser.Lexing;
using Cffi.Parser.Literals;
using Cffi.Parser.Syntax;

namespace Cffi.Parser.Binding;

/// <summary>Finds, declares and completes enums (C11 6.7.2.2, C23 for fixed underlying types).</summary>
internal sealed class EnumBinder
{
    private readonly BindingContext context;

    public EnumBinder(BindingContext context)
    {
        this.context = context;
    }

    public CEnumType Bind(EnumSpecifierSyntax syntax)
    {
        BoundAttributes attributes = context.Attributes.Bind(syntax.Attributes);
        if (syntax.Body is not null)
        {
            attributes = attributes.With(context.Attributes.Bind(syntax.Body.Attributes));
        }

        if ((attributes.AlignedWord ?? attributes.BitFieldsWord ?? attributes.VectorWord) is { } word)
        {
            throw context.Refuse(Descriptors.Unsupported, word, $"'{word.Text}' on an enum is not supported", "write its underlying type instead: 'enum name : unsigned char { ... }'");
        }

        if (attributes.Mode is { } mode)
        {
            throw context.Refuse(Descriptors.Unsupported, mode, $"the mode '{mode.Text}' of an enum is not supported", "write its underlying type instead: 'enum name : unsigned char { ... }'");
        }

        (syntax.Body is null ? AttributeUse.Tag : AttributeUse.Enum).ReportOthers(attributes, context);
        CType? underlying = Underlying(syntax);
        CEnumType? known = syntax.Tag is { } tag ? Find(tag) : null;
        if (known?.FixedUnderlyingType is { } earlier && underlying is not null && !TypeComparison.AreCompatible(earlier, underlying, context.Target) && !context.Scope.IsOverriding)
        {
            throw context.Refuse(
                Descriptors.Conflict, syntax.Tag!, $"'{known.CName}' has the underlying type '{underlying.CName}' here, but was declared with '{earlier.CName}'", $"it is declared at {context.Scope.FindTag(known.Tag!)!.Span}");
        }

        if (syntax.Body is null)
        {
            CEnumType declared = known ?? Declare(new CEnumType(syntax.Tag?.Name), syntax);
            if (underlying is not null && declared.State == RecordState.Incomplete)
            {
                declared.FixUnderlyingType(underlying);
            }

            return declared;
        }

        if (context.Scope.IsReadOnly)
        {
            throw context.Refuse(Descriptors.NotATypeName, syntax.Body.Open, "a type name cannot define an enum", "declare it with Cdef first");
        }

        bool isKnown = known is { State: not RecordState.Incomplete };
        CEnumType type = known is null || (isKnown && context.Scope.IsOverriding) ? new CEnumType(syntax.Tag?.Name) : known;
        IReadOnlyList<CEnumerator> enumerators = Enumerators(syntax.Body, underlying, out bool isPartial);
        if (isKnown && ReferenceEquals(type, known))
        {
            RefuseUnlessSame(known, enumerators, underlying, isPartial, syntax);
            return known;
        }

        type.Complete(enumerators, underlying ?? type.FixedUnderlyingType, isPartial, attributes.IsPacked);
        Widen(type);
        context.Scope.Completed(type);
        context.Scope.DeclareTag(new EnumDeclaration(type, syntax.First.In(context.Source).To(syntax.Body.Close.In(context.Source))) { Attributes = attributes.Kept });
        return type;
    }

    private CEnumType? Find(Token tag)
    {
        switch (context.Scope.FindTag(tag.Name))
        {
            case null:
                return null;
            case EnumDeclaration declaration:
                return declaration.Type;
            case { } other when context.Scope.IsOverriding && !context.Scope.IsReadOnly:
                return null;
            case { } other:
                throw context.Refuse(
                    Descriptors.Conflict, tag, $"'{tag.Name}' is a tag of a {SpecifierBinder.Keyword(other)}, not of an enum", $"it is declared at {other.Span}");
        }
    }

    private CEnumType Declare(CEnumType type, EnumSpecifierSyntax syntax)
    {
        Token at = syntax.Tag ?? syntax.First;
        if (context.Scope.IsReadOnly)
        {
            throw context.Refuse(Descriptors.UnknownTag, at, $"'{type.CName}' is not declared", context.Suggest(at.Name, context.Scope.Tags));
        }

        context.Scope.DeclareTag(new EnumDeclaration(type, syntax.First.In(context.Source).To(at.In(context.Source))));
        return type;
    }

    private CType? Underlying(EnumSpecifierSyntax syntax)
    {
        if (syntax.Underlying is null)
        {
            return null;
        }

        BoundSpecifiers specifiers = context.Specifiers.Bind(syntax.Underlying);
        CType type = AttributedTypes.Of(specifiers.Type, specifiers.Attributes, AttributeUse.TypeName, syntax.Underlying[0].First, context).Unqualified;
        return type is CPrimitiveType { IsInteger: true }
            ? type
            : throw context.Refuse(Descriptors.BadSpecifiers, syntax.Underlying[0].First, $"an enum cannot have the underlying type '{type.CName}'", "use an integer type");
    }

    private List<CEnumerator> Enumerators(EnumBodySyntax body, CType? underlying, out bool isPartial)
    {
        isPartial = body.Enumerators[body.Enumerators.Length - 1].Name.Kind == TokenKind.Ellipsis;
        var enumerators = new List<CEnumerator>(body.Enumerators.Length);
        BigInteger next = BigInteger.Zero;

        // If only the compiler knows a value, this is also true for the values that are counted from it.
        bool isUnknown = isPartial;
        for (int i = 0; i < body.Enumerators.Length - (isPartial ? 1 : 0); i++)
        {
            EnumeratorSyntax syntax = body.Enumerators[i];
            if (syntax.Name.Kind == TokenKind.Ellipsis)
            {
                throw context.Refuse(Descriptors.BadMember, syntax.Name, "'...' must come last in an enum");
            }

            BoundAttributes attributes = context.Attributes.Bind(syntax.Attributes);
            AttributeUse.Enumerator.ReportAll(attributes, context);
            if (syntax.Value is not null)
            {
                next = context.Constants.Integer(syntax.Value);
                isUnknown = false;
            }

            if (underlying is null && context.Target.UsesMicrosoftLayout)
            {
                // MSVC's enumerators are of type int, whatever their value.
                next = IntegerTypes.Wrap(next, CPrimitiveType.Of(CPrimitiveKind.Int), context.Target);
            }

            isUnknown |= syntax.IsPartial;

            Token name = syntax.Name;
            SourceSpan span = name.In(context.Source);
            CPrimitiveType type = TypeOf(name, next, underlying as CPrimitiveType);
            var enumerator = new CEnumerator(name.Name, isUnknown ? BigInteger.Zero : next, isUnknown)
            {
                Comment = DeclarationComment.Of(span.Source.Text, span.Start, span.End),
            };
            CConstant? value = isUnknown ? null : CConstant.OfInteger(type, next);
            context.Scope.Declare(new ConstantDeclaration(name.Name, value, span) { Attributes = attributes.Kept, IsEnumerator = true }, span);
            enumerators.Add(enumerator);
            next += 1;
            isUnknown |= isPartial;
        }

        return enumerators;
    }

    // C23 6.7.3.3p12: once the enum is complete, an enumerator that does not fit int has the type of the enum.
    private void Widen(CEnumType type)
    {
        if (type.FixedUnderlyingType is not null || type.State == RecordState.Partial)
        {
            return;
        }

        CPrimitiveType? whole = null;
        foreach (CEnumerator enumerator in type.Enumerators)
        {
            if (enumerator.IsPartial)
            {
                return;
            }

            if (!IntegerTypes.Fits(enumerator.Value, CPrimitiveType.Of(CPrimitiveKind.Int), context.Target)
                && context.Scope.FindIdentifier(enumerator.Name) is ConstantDeclaration declaration)
            {
                whole ??= TypeOfWhole(type);
                if (whole is null)
                {
                    return;
                }

                CConstant value = CConstant.OfInteger(whole, enumerator.Value);
                context.Scope.Declare(new ConstantDeclaration(declaration.Name, value, declaration.Span) { Attributes = declaration.Attributes, IsEnumerator = true }, declaration.Span, replaces: true);
            }
        }
    }

    // Packed enums do not change the type of their enumerators. The layout refuses values that fit no type.
    private CPrimitiveType? TypeOfWhole(CEnumType type)
    {
        try
        {
            CPrimitiveType whole = EnumLayout.UnderlyingType(type, context.Target);
            return type.IsPacked ? null : whole;
        }
        catch (LayoutException)
        {
            return null;
        }
    }

    private CPrimitiveType TypeOf(Token name, BigInteger value, CPrimitiveType? underlying)
    {
        CPrimitiveType type = underlying ?? IntegerTypes.OfEnumerator(value, context.Target);
        return IntegerTypes.Fits(value, type, context.Target)
            ? type
            : throw context.Refuse(Descriptors.BadConstant, name, $"the value {value} of '{name.Text}' does not fit '{type.CName}'");
    }

    // C23 6.7.2.3: a body may be repeated with the same content.
    private void RefuseUnlessSame(CEnumType known, IReadOnlyList<CEnumerator> enumerators, CType? underlying, bool isPartial, EnumSpecifierSyntax syntax)
    {
        if (isPartial != (known.State == RecordState.Partial) || !ReferenceEquals(underlying ?? known.FixedUnderlyingType, known.FixedUnderlyingType)
            || !TypeComparison.HaveSameEnumerators(known.Enumerators, enumerators))
        {
            Token at = syntax.Tag ?? syntax.First;
            throw context.Refuse(
                Descriptors.Conflict,
                at,
                $"'{known.CName}' is defined twice, with different content",
                $"the other definition is at {context.Scope.FindTag(at.Name)?.Span}; remove one of the two, or set Override");
        }
    }
}
