using Cffi.Parser.Diagnostics;
using Cffi.Parser.Lexing;
using Cffi.Parser.Preprocessing;
using Cffi.Parser.Syntax;

namespace Cffi.Parser.Binding;

/// <summary>Binds declaration specifiers (C11 6.7).</summary>
internal sealed class SpecifierBinder
{
    private readonly BindingContext context;

    public SpecifierBinder(BindingContext context)
    {
        this.context = context;
    }

    public BoundSpecifiers Bind(SpecifierSyntax[] specifiers)
    {
        TypeWords words = TypeWords.None;
        CType? type = null;
        CQualifiers qualifiers = CQualifiers.None;
        Token? storage = null;
        Token? auto = null;
        Token? dots = null;
        BitIntSyntax? bitInt = null;
        bool isConstExpr = false;
        BoundAttributes attributes = BoundAttributes.None;
        BoundAttributes ofType = BoundAttributes.None;
        for (int i = 0; i < specifiers.Length; i++)
        {
            SpecifierSyntax specifier = specifiers[i];
            Token token = specifier.First;
            if (specifier is BitIntSyntax width)
            {
                RefuseSecondType(words & ~(TypeWords.Signed | TypeWords.Unsigned), type, token);
                bitInt = width;
            }
            else if (specifier is not WordSyntax)
            {
                if (TypeOf(specifier) is { } named)
                {
                    RefuseSecondType(words, type, token);
                    type = named;
                }
                else if (token.Kind == TokenKind.AttributeOpen && (type is not null || words != TypeWords.None || bitInt is not null))
                {
                    // C23 6.7.1p5: an attribute after the type applies to the type; an attribute before it applies to the declaration.
                    BoundAttributes bound = context.Attributes.Bind(specifier);
                    ofType = ofType.With(new BoundAttributes { Mode = bound.Mode, Alignment = bound.Alignment, AlignedWord = bound.AlignedWord });
                    attributes = attributes.With(bound with { Mode = null, Alignment = 0, AlignedWord = null });
                }
                else
                {
                    attributes = attributes.With(context.Attributes.Bind(specifier));
                }
            }
            else if (token.Kind is >= TokenKind.Void and <= TokenKind.Int128)
            {
                RefuseSecondType(TypeWords.None, type, token);
                words = TypeWordCombinations.Add(words, token)
                    ?? throw context.Refuse(Descriptors.BadSpecifiers, token, $"'{token.Text}' is written too often here");
            }
            else if (QualifierOf(token.Kind) is not CQualifiers.None and var qualifier)
            {
                qualifiers |= qualifier;
            }
            else if (token.Kind == TokenKind.Auto)
            {
                auto = token;
            }
            else if (token.Kind is >= TokenKind.Typedef and <= TokenKind.Register)
            {
                storage = storage is not { } first || first.Kind == token.Kind
                    ? token
                    : throw context.Refuse(Descriptors.BadSpecifiers, token, $"'{token.Text}' cannot be combined with '{first.Text}'");
            }
            else if (token.Kind == TokenKind.Ellipsis)
            {
                dots = token;
            }
            else if (token.Kind == TokenKind.ConstExpr)
            {
                isConstExpr = true;
                qualifiers |= CQualifiers.Const;
            }
            else
            {
                attributes = attributes.With(context.Attributes.Bind(specifier));
            }
        }

        // C23 6.7.2: without a type, "auto" means the type of the value, and can be combined with another storage class.
        bool isInferred = auto is not null && type is null && words == TypeWords.None && dots is null && bitInt is null && storage is not { Kind: TokenKind.Typedef };
        if (auto is not null && storage is not null && !isInferred)
        {
            throw context.Refuse(Descriptors.BadSpecifiers, auto, $"'{auto.Text}' cannot be combined with '{storage.Text}'");
        }

        storage ??= auto;
        type ??= bitInt is not null ? BitInt(bitInt, words)
            : dots is not null ? Partial(words)
            : isInferred ? CPrimitiveType.Of(CPrimitiveKind.Int)
            : FromWords(words, specifiers);
        if (attributes.VectorSize > 0)
        {
            type = Vectors.Apply(type, attributes.VectorSize, specifiers[0].First, context);
            attributes = attributes with { VectorSize = 0, VectorWord = null };
        }

        if (ofType.Mode is not null || ofType.Alignment > 0)
        {
            type = AttributedTypes.OfTypeName(type, ofType, specifiers[0].First, context);
        }

        CheckQualifiers(type, qualifiers, specifiers);
        return new BoundSpecifiers(type.Qualified(qualifiers), storage, attributes)
        {
            IsConstExpr = isConstExpr,
            IsInferred = isInferred,
            Dots = words == TypeWords.None ? null : dots,
        };
    }

    /// <summary>The qualifier of a keyword.</summary>
    public static CQualifiers QualifierOf(TokenKind kind) => kind switch
    {
        TokenKind.Const => CQualifiers.Const,
        TokenKind.Volatile => CQualifiers.Volatile,
        TokenKind.Restrict => CQualifiers.Restrict,
        TokenKind.Atomic => CQualifiers.Atomic,
        _ => CQualifiers.None,
    };

    private CType? TypeOf(SpecifierSyntax specifier) => specifier switch
    {
        TypedefNameSyntax name => Typedef(name.First),
        RecordSpecifierSyntax record => context.Records.Bind(record),
        EnumSpecifierSyntax @enum => context.Enums.Bind(@enum),
        TypeOfSyntax typeOf => TypeOf(typeOf),
        AtomicTypeSyntax atomic => Atomic(atomic),
        _ => null,
    };

    private CType TypeOf(TypeOfSyntax syntax)
    {
        CType type = syntax.Operand.Type is { } name ? context.Declarators.Bind(name) : context.Types.Of(syntax.Operand.Value!);
        return syntax.First.Name.Contains("unqual") ? type.Unqualified : type;
    }

    // C11 6.7.2.4p3.
    private CType Atomic(AtomicTypeSyntax syntax)
    {
        CType type = context.Declarators.Bind(syntax.Type);
        return type.Qualifiers != CQualifiers.None || type.Unqualified is CArrayType or CFunctionType
            ? throw context.Refuse(Descriptors.BadSpecifiers, syntax.First, $"'_Atomic' cannot apply to '{type.CName}'", "use a type without qualifiers that is neither an array nor a function")
            : type.Qualified(CQualifiers.Atomic);
    }

    /// <summary>Refuses qualifiers that a type cannot have (C11 6.7.3p2-3).</summary>
    /// <param name="type">The type.</param>
    /// <param name="added">The qualifiers to add.</param>
    /// <param name="at">The qualifier.</param>
    public void CheckQualifiers(CType type, CQualifiers added, Token at)
    {
        if ((added & CQualifiers.Restrict) != 0 && Element(type) is not CPointerType { Item.Unqualified: not CFunctionType })
        {
            throw context.Refuse(Descriptors.BadSpecifiers, at, $"'{type.CName}' cannot be '{at.Text}'", "only a pointer to an object or an incomplete type can have this qualifier");
        }

        if ((added & CQualifiers.Atomic) != 0 && type.Unqualified is CArrayType or CFunctionType)
        {
            throw context.Refuse(Descriptors.BadSpecifiers, at, $"'{type.CName}' cannot be '{at.Text}'", "arrays and functions cannot have this qualifier");
        }
    }

    private void CheckQualifiers(CType type, CQualifiers added, SpecifierSyntax[] specifiers)
    {
        if ((added & (CQualifiers.Restrict | CQualifiers.Atomic)) == 0)
        {
            return;
        }

        foreach (SpecifierSyntax specifier in specifiers)
        {
            if (specifier is WordSyntax && QualifierOf(specifier.First.Kind) is CQualifiers.Restrict or CQualifiers.Atomic)
            {
                CheckQualifiers(type, QualifierOf(specifier.First.Kind), specifier.First);
            }
        }
    }

    private static CType Element(CType type)
    {
        CType element = type.Unqualified;
        while (element is CArrayType array)
        {
            element = array.Item.Unqualified;
        }

        return element;
    }

    // C23 6.7.3.1: at least one bit, two with a sign. GCC's widest on the targets has 65,535.
    private CBitIntType BitInt(BitIntSyntax syntax, TypeWords words)
    {
        System.Numerics.BigInteger width = context.Constants.Integer(syntax.Width);
        bool isSigned = words != TypeWords.Unsigned;
        if (words is not (TypeWords.None or TypeWords.Signed or TypeWords.Unsigned))
        {
            throw context.Refuse(Descriptors.BadSpecifiers, syntax.First, "these specifiers do not form a type");
        }

        return width >= (isSigned ? 2 : 1) && width <= ushort.MaxValue
            ? CBitIntType.Of((int)width, isSigned)
            : throw context.Refuse(Descriptors.BadSpecifiers, syntax.First, $"a bit-precise integer cannot have {width} bits");
    }

    private CType Typedef(Token name)
    {
        if (context.Scope.FindTypedef(name.Name) is { } type)
        {
            context.Scope.UseTypedef(name.Name);
            return type;
        }

        if (context.Scope.WasRefused(name.Name))
        {
            throw new RefusedException();
        }

        throw context.IsTrying ? new RefusedException() : new RefusedException(UnknownType(name, context.Scope, context.Source));
    }

    /// <summary>The diagnostic for a name that is not a type, with a suggestion if there is one.</summary>
    public static CDiagnostic UnknownType(Token name, DeclarationScope scope, CSourceText source)
    {
        if (StandardNames.IsUnsupported(name.Name))
        {
            return Descriptors.Unsupported.At(name.In(source), $"the type '{name.Name}' is not supported", "declare an opaque type, 'typedef ... name;', and use pointers to it");
        }

        if (WindowsNames.Contains(name.Name))
        {
            return Descriptors.UnknownType.At(name.In(source), $"'{name.Name}' is known on Windows targets only", "declare it to use it on other targets");
        }

        if (PosixNames.Find(name.Name, Target.LinuxX64) is not null && scope.FindIdentifier(name.Name) is null)
        {
            return Descriptors.UnknownType.At(name.In(source), $"'{name.Name}' is a type of POSIX that is not known for this target", "declare it as the target's headers do; '#include' does not read header files");
        }

        if (scope.FindIdentifier(name.Name) is null && StandardHeaders.WithTypes.FirstOrDefault(header => StandardHeaders.TypesOf(header).Contains(name.Name)) is { } declaring
            && scope.HeaderTypesOf(Target.LinuxX64).FindTypedef(name.Name) is not null)
        {
            bool isKnown = scope.HeaderTypesOf(scope.Target).FindTypedef(name.Name) is not null;
            return Descriptors.UnknownType.At(
                name.In(source),
                $"'{name.Name}' is a type of <{declaring}>{(isKnown ? "" : " that is not known for this target")}",
                isKnown ? $"write '#include <{declaring}>' before" : "declare it as the target's headers do; '#include' does not read header files");
        }

        string hint;
        if (ForeignWords.Contains(name))
        {
            hint = ForeignWords.Hint;
        }
        else if (scope.FindTag(name.Name) is { } tag)
        {
            hint = $"write '{Keyword(tag)} {name.Name}', or declare 'typedef {Keyword(tag)} {name.Name} {name.Name};'";
        }
        else
        {
            hint = NearestName.Suggestion(name.Name, scope.TypedefNames().Concat(Keywords.All.Select(static keyword => keyword.Text)));
        }

        string what = scope.FindIdentifier(name.Name) is { } other ? $"'{name.Name}' is not a type; it is declared at {other.Span}" : $"unknown type name '{name.Name}'";
        return Descriptors.UnknownType.At(
            name.In(source), what, hint.Length > 0 ? hint
                : IsWrittenAsMacro(name.Name) ? $"declare it first; if it is a macro that does not change the type, write '#define {name.Name}' before"
                : $"declare it first, for example as an opaque type: 'typedef ... {name.Name};'");
    }

    private static bool IsWrittenAsMacro(string name)
    {
        bool hasLetters = false;
        foreach (char c in name)
        {
            if (char.IsLower(c))
            {
                return false;
            }

            hasLetters |= char.IsUpper(c);
        }

        return hasLetters && name.Length > 2;
    }

    public static string Keyword(Declaration tag) => tag switch
    {
        RecordDeclaration { Type.IsUnion: true } => "union",
        RecordDeclaration => "struct",
        _ => "enum",
    };

    private void RefuseSecondType(TypeWords words, CType? type, Token token)
    {
        if (type is not null || words != TypeWords.None)
        {
            throw context.Refuse(Descriptors.BadSpecifiers, token, $"'{token.Text}' is a second type here", "a ';' or ',' may be missing before it");
        }
    }

    private CType FromWords(TypeWords words, SpecifierSyntax[] specifiers)
    {
        Token first = specifiers[0].First;
        Token last = specifiers[specifiers.Length - 1].First;
        if (words == TypeWords.None)
        {
            throw context.Refuse(Descriptors.BadSpecifiers, first, "this declaration has no type", "write the type before the name; C no longer assumes 'int'");
        }

        // GNU: _Complex alone is double _Complex. The model does not have GNU's complex integers.
        if (words == TypeWords.Complex)
        {
            return CComplexType.Double;
        }

        if ((words & TypeWords.Complex) != 0 && TypeWordCombinations.TypeOf(words & ~TypeWords.Complex) is CPrimitiveType { IsInteger: true })
        {
            throw context.Refuse(Descriptors.Unsupported, first, "complex integers, an extension of GCC, are not supported", "use '_Complex' with 'float', 'double' or 'long double'");
        }

        return TypeWordCombinations.TypeOf(words) is { } type
            ? type
            : throw new RefusedException(Descriptors.BadSpecifiers.At(
                first.In(context.Source).To(last.In(context.Source)), "these specifiers do not form a type"));
    }

    // "typedef ... T;" declares an opaque record; "typedef int... T;" declares a number, which is made when its name is known.
    private static CType Partial(TypeWords words) => words == TypeWords.None
        ? new CRecordType(isUnion: false, tag: null, isOpaque: true)
        : new CPartialNumberType("...", IsFloating(words));

    private static bool IsFloating(TypeWords words) =>
        (words & (TypeWords.Float | TypeWords.Double | TypeWords.Float16 | TypeWords.Float128)) != 0;
}
