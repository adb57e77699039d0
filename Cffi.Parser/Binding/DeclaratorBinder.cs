using Cffi.Parser.Diagnostics;
using Cffi.Parser.Lexing;
using Cffi.Parser.Syntax;

namespace Cffi.Parser.Binding;

/// <summary>Derives types by declarators (C11 6.7.6).</summary>
internal sealed class DeclaratorBinder
{
    private readonly BindingContext context;
    private readonly FunctionBinder functions;

    public DeclaratorBinder(BindingContext context)
    {
        this.context = context;
        functions = new FunctionBinder(context);
    }

    public FunctionBinder Functions => functions;

    /// <summary>The type of a type name.</summary>
    public CType Bind(TypeNameSyntax syntax)
    {
        BoundSpecifiers specifiers = context.Specifiers.Bind(syntax.Specifiers);
        if (specifiers.Storage is { } storage)
        {
            throw context.Refuse(Descriptors.BadSpecifiers, storage, $"'{storage.Text}' is not allowed in a type name");
        }

        BoundDeclarator declarator = Bind(specifiers, syntax.Declarator, isParameter: false);
        return AttributedTypes.OfTypeName(declarator.Type, declarator.Attributes, syntax.Specifiers[0].First, context);
    }

    /// <summary>The name and type that a declarator declares, and all attributes up to its end.</summary>
    /// <param name="specifiers">The specifiers before the declarator.</param>
    /// <param name="syntax">The declarator.</param>
    /// <param name="isParameter">Whether the declarator is a parameter, whose arrays have fewer constraints.</param>
    public BoundDeclarator Bind(BoundSpecifiers specifiers, DeclaratorSyntax syntax, bool isParameter)
    {
        CType type = specifiers.Type;
        BoundAttributes attributes = specifiers.Attributes;
        var pending = default(PendingAttributes);
        Token? convention = null;
        CCallingConvention? wanted = null;

        // A convention among the specifiers belongs to the function closest to the name: the declared or pointed-to function.
        FunctionSuffixSyntax? closest = specifiers.Attributes.Convention is null ? null : ClosestFunction(syntax);
        FunctionSuffixSyntax? parameters = null;
        for (DeclaratorSyntax? level = syntax; level is not null; level = level.Inner)
        {
            for (int i = 0; i < level.Prefix.Length; i++)
            {
                SpecifierSyntax word = level.Prefix[i];
                if (word.First.Kind == TokenKind.Star)
                {
                    type = pending.Settle(type, context);
                }

                type = Point(type, word, ref parameters);
                if (word is AttributesSyntax or { First.Kind: >= TokenKind.CDecl and <= TokenKind.VectorCall })
                {
                    BoundAttributes bound = context.Attributes.Bind(word);
                    bool isOfWhole = ReferenceEquals(level, syntax) && ReferenceEquals(type, specifiers.Type);
                    attributes = isOfWhole ? attributes.With(bound) : pending.Add(bound, word, attributes);
                }
            }

            if (level.Attributes.Length > 0)
            {
                attributes = attributes.With(context.Attributes.Bind(level.Attributes));
            }

            if (Convention(level, isOutside: false) is { } own)
            {
                // int (*__stdcall f(int))(int): after the star it belongs to the pointed-to function, if there is one.
                CType called = type is CPointerType ? AttributedTypes.WithConvention(type, own.Convention) : type;
                (convention, wanted) = ReferenceEquals(called, type) ? own : (convention, wanted);
                type = called;
            }

            // int (__stdcall *f)(int): the convention is inside the parentheses before the parameter list.
            (Token Word, CCallingConvention Convention)? inner = level.Inner is { } nested ? Convention(nested, isOutside: true) : null;
            if (inner is { } stray && !(level.Suffixes.Length > 0 && level.Suffixes[0] is FunctionSuffixSyntax))
            {
                (convention, wanted) = stray;
            }

            for (int i = level.Suffixes.Length - 1; i >= 0; i--)
            {
                SuffixSyntax suffix = level.Suffixes[i];
                type = pending.Settle(type, context);
                parameters = suffix as FunctionSuffixSyntax;
                if (parameters is not null)
                {
                    type = functions.Bind(type, parameters, (i == 0 ? inner?.Convention : null) ?? wanted ?? (ReferenceEquals(parameters, closest) ? specifiers.Attributes.Convention : null) ?? CCallingConvention.Default);
                    (convention, wanted) = (null, null);
                }
                else
                {
                    bool isOutermost = i == 0 && level.Inner is null;
                    type = Array(type, (ArraySuffixSyntax)suffix, isParameter, isOutermost);
                }

                Checked(type, suffix.First);
            }
        }

        if (convention is null && closest is null)
        {
            (convention, wanted) = (specifiers.Attributes.ConventionWord, specifiers.Attributes.Convention);
        }

        if (convention is null && Convention(syntax, isOutside: true) is { } unused)
        {
            (convention, wanted) = unused;
        }

        attributes = pending.Whole(attributes);
        if (attributes.Convention is not null && wanted != attributes.Convention)
        {
            // A convention that a parameter list used is done; a remaining one applies to a named function type, or has no effect.
            attributes = attributes with { Convention = wanted, ConventionWord = convention };
        }

        return new BoundDeclarator(syntax.Name, type, attributes, parameters);
    }

    /// <summary>The attributes after a declarator.</summary>
    /// <exception cref="RefusedException">They apply to a type inside the declarator and change its layout.</exception>
    public BoundAttributes Trailing(DeclaratorSyntax declarator, SpecifierSyntax[] attributes)
    {
        BoundAttributes bound = context.Attributes.Bind(attributes);

        // C23 6.7.7.1p3: after brackets or parentheses, [[...]] belongs to the array or function, not to a pointer to it.
        if (attributes.Length > 0 && attributes[0].First.Kind == TokenKind.AttributeOpen && declarator is { Suffixes.Length: > 0, Inner.Prefix.Length: > 0 }
            && (bound.Mode ?? bound.AlignedWord) is { } word)
        {
            throw context.Refuse(Descriptors.Unsupported, word, $"'{word.Text}' applies to the pointed-to type here", "write it with '__attribute__', or give the type a name with a typedef");
        }

        return bound;
    }

    /// <summary>Refuses element and member types without a size (C11 6.7.6.2p1, 6.7.2.1p3).</summary>
    /// <param name="type">The type.</param>
    /// <param name="at">The token to point at.</param>
    /// <param name="subject">The subject of the message.</param>
    public void RequireObject(CType type, Token at, string subject)
    {
        switch (type.Unqualified)
        {
            case CVoidType:
                throw context.Refuse(Descriptors.IncompleteType, at, $"{subject} cannot be void", "did you mean the pointer 'void *'?");
            case CFunctionType:
                throw context.Refuse(Descriptors.BadDeclarator, at, $"{subject} cannot be a function", "did you mean a pointer to a function, 'type (*name)(parameters)'?");
            case CRecordType { State: RecordState.Incomplete or RecordState.Opaque } record:
                throw context.Refuse(
                    Descriptors.IncompleteType,
                    at,
                    context.Records.IsBeingDefined(record) ? $"{subject} would make {record.CName} contain itself" : $"{subject} has the incomplete type '{record.CName}'",
                    context.Records.IsBeingDefined(record) ? $"use a pointer, '{record.CName} *'" : $"declare the members of '{record.CName}' first, or use a pointer to it");
            case CEnumType { State: RecordState.Incomplete, FixedUnderlyingType: null } @enum:
                throw context.Refuse(Descriptors.IncompleteType, at, $"{subject} has the incomplete type '{@enum.CName}'", $"declare the enumerators of '{@enum.CName}' first");
        }
    }

    private static FunctionSuffixSyntax? ClosestFunction(DeclaratorSyntax syntax)
    {
        FunctionSuffixSyntax? closest = null;
        for (DeclaratorSyntax? level = syntax; level is not null; level = level.Inner)
        {
            closest = level.Suffixes.OfType<FunctionSuffixSyntax>().FirstOrDefault() ?? closest;
        }

        return closest;
    }

    private CType Point(CType type, SpecifierSyntax word, ref FunctionSuffixSyntax? parameters)
    {
        TokenKind kind = word.First.Kind;
        if (kind == TokenKind.Star)
        {
            parameters = null;
            return Checked(type.PointerTo(), word.First);
        }

        CQualifiers qualifier = SpecifierBinder.QualifierOf(kind);
        if (qualifier == CQualifiers.None)
        {
            return type;
        }

        if (qualifier is CQualifiers.Restrict or CQualifiers.Atomic)
        {
            context.Specifiers.CheckQualifiers(type, qualifier, word.First);
        }

        return type.Qualified(qualifier);
    }

    // A convention belongs to the parameter list after its declarator: "__stdcall f(int)". Before a star, or
    // without such a list, it belongs to the list outside the parentheses: "(__stdcall *f)(int)".
    private static (Token Word, CCallingConvention Convention)? Convention(DeclaratorSyntax level, bool isOutside)
    {
        bool isBeforeStar = level.Suffixes.Length == 0 || level.Suffixes[0] is not FunctionSuffixSyntax;
        for (int i = level.Prefix.Length - 1; i >= 0; i--)
        {
            if (level.Prefix[i].First.Kind == TokenKind.Star)
            {
                isBeforeStar = true;
            }
            else if (isBeforeStar == isOutside && AttributeBinder.ConventionOf(level.Prefix[i]) is { } convention)
            {
                return (level.Prefix[i].First, convention);
            }
        }

        return null;
    }

    private CArrayType Array(CType item, ArraySuffixSyntax suffix, bool isParameter, bool isOutermost)
    {
        RequireObject(item, suffix.First, "an array's element");
        if (item.Unqualified is CArrayType { Length.Kind: CArrayLengthKind.Unspecified })
        {
            throw context.Refuse(Descriptors.BadDeclarator, suffix.First, "the element type of an array has no length", "only the first length of an array can be omitted");
        }

        if (item is CAlignedType aligned && context.Constants.LayoutOf(aligned, suffix.First) is var layout && layout.Size % layout.Alignment != 0)
        {
            throw context.Refuse(
                Descriptors.BadAlignment,
                suffix.First,
                FormattableString.Invariant($"elements of {layout.Size} bytes cannot have the alignment {layout.Alignment} of '{aligned.Name}'"),
                "an array has no padding between its elements");
        }

        if (suffix.Words.Length > 0 && !(isParameter && isOutermost))
        {
            throw context.Refuse(Descriptors.BadDeclarator, suffix.Words[0].First, $"'{suffix.Words[0].First.Text}' in brackets is allowed in parameters only");
        }

        return CArrayType.Of(item, Length(suffix, isParameter));
    }

    private CArrayLength Length(ArraySuffixSyntax suffix, bool isParameter)
    {
        if (suffix.Mark is { } mark)
        {
            return mark.Kind == TokenKind.Ellipsis ? CArrayLength.Partial
                : isParameter ? CArrayLength.Variable
                : throw context.Refuse(Descriptors.BadArrayLength, mark, "'[*]' is allowed in parameters only");
        }

        if (suffix.Length is null)
        {
            return CArrayLength.Unspecified;
        }

        return isParameter && !context.Constants.IsConstant(suffix.Length)
            ? CArrayLength.Variable
            : context.Constants.ArrayLength(suffix.Length);
    }

    // A typedef counts as its type: a type can be very deep or, if its parameters repeat it, very long to print.
    private CType Checked(CType type, Token at) => type.Depth <= TypeBounds.MostDerivations && type.Weight <= TypeBounds.HeaviestType
        ? type
        : throw context.Refuse(
            Descriptors.TooDeep,
            at,
            type.Depth > TypeBounds.MostDerivations
                ? FormattableString.Invariant($"this type has more than {TypeBounds.MostDerivations} derivations (pointers, arrays, functions)")
                : FormattableString.Invariant($"this type contains more than {TypeBounds.HeaviestType} types"),
            "a typedef counts as its type");
}
