using Cffi.Parser.Lexing;
using Cffi.Parser.Syntax;
using Sprache;
using static Cffi.Parser.Grammar.Rules;

namespace Cffi.Parser.Grammar;

/// <summary>Declarators, abstract ones too, and parameters (C11 6.7.6, 6.7.7).</summary>
internal static class Declarators
{
    private static readonly Expectation ExpectedName = new("", "a name", "'*'", "'('");
    private static readonly Expectation ExpectedInner = new("after declarator", "')'", "'('", "'['");
    private static readonly Expectation ExpectedBracket = new("after array length", "']'");
    private static readonly Expectation ExpectedParenthesis = new("after parameter", "','", "')'");

    private static readonly TokenSet PrefixFirst =
        new TokenSet(TokenKind.Star, TokenKind.Const, TokenKind.Volatile, TokenKind.Restrict, TokenKind.Atomic, TokenKind.Extension)
            .With(First.Conventions).With(First.Attributes);

    private static readonly TokenSet ArrayWordFirst =
        new(TokenKind.Static, TokenKind.Const, TokenKind.Volatile, TokenKind.Restrict, TokenKind.Atomic);

    // array-suffix = "[" { "static" | type-qualifier } [ "*" | "..." | assignment-expression ] "]"
    private static readonly Parser<SuffixSyntax> ArraySuffix = static input =>
    {
        var at = (Token)input;
        Token open = at;
        at = at.Next;
        var words = default(Elements<SpecifierSyntax>);
        for (; ArrayWordFirst.Contains(at); at = at.Next)
        {
            words.Add(new WordSyntax(at));
        }

        ExpressionSyntax? length = null;
        Token? mark = null;
        if (at.Kind == TokenKind.Ellipsis || (at.Kind == TokenKind.Star && at.Next.Kind == TokenKind.RightBracket))
        {
            mark = at;
            at = at.Next;
        }
        else if (at.Kind != TokenKind.RightBracket)
        {
            IResult<ExpressionSyntax> value = Expressions.ConditionalExpression(at);
            if (!value.Read(ref at, out length))
            {
                return value.As<SuffixSyntax>();
            }
        }

        return at.Kind == TokenKind.RightBracket
            ? Success<SuffixSyntax>(new ArraySuffixSyntax(open, words.ToArray(), length, mark), at.Next)
            : Fail<SuffixSyntax>(at, ExpectedBracket);
    };

    // parameter = "..." | declaration-specifiers parameter-declarator { attribute-specifier }
    private static readonly Parser<ParameterSyntax> Parameter = static input =>
    {
        var at = (Token)input;
        if (at.Kind == TokenKind.Ellipsis)
        {
            return Success(new ParameterSyntax(at, [], null, []), at.Next);
        }

        IResult<SpecifierSyntax[]> words = Specifiers.DeclarationSpecifiers(at);
        if (!words.Read(ref at, out SpecifierSyntax[] specifiers))
        {
            return words.As<ParameterSyntax>();
        }

        IResult<DeclaratorSyntax> declared = Any(at, DeclaratorForm.Either);
        if (!declared.Read(ref at, out DeclaratorSyntax declarator))
        {
            return declared.As<ParameterSyntax>();
        }

        return Attributes.ReadAny(ref at, out SpecifierSyntax[] attributes) is { } failure
            ? failure.As<ParameterSyntax>()
            : Success(new ParameterSyntax(specifiers[0].First, specifiers, declarator, attributes), at);
    };

    // function-suffix = "(" [ parameter { "," parameter } ] ")"
    private static readonly Parser<SuffixSyntax> FunctionSuffix = static input =>
    {
        var at = (Token)input;
        Token open = at;
        at = at.Next;
        ParameterSyntax[] parameters = [];
        if (at.Kind != TokenKind.RightParenthesis)
        {
            IResult<ParameterSyntax[]> list = Separated(at, Parameter);
            if (!list.Read(ref at, out parameters))
            {
                return list.As<SuffixSyntax>();
            }
        }

        return at.Kind == TokenKind.RightParenthesis
            ? Success<SuffixSyntax>(new FunctionSuffixSyntax(open, parameters), at.Next)
            : Fail<SuffixSyntax>(at, ExpectedParenthesis);
    };

    // declarator = pointer (name | "(" declarator ")") { suffix }
    public static readonly Parser<DeclaratorSyntax> Declarator = static input => Any((Token)input, DeclaratorForm.Named);

    // abstract-declarator = pointer [ "(" abstract-declarator ")" ] { suffix }
    public static readonly Parser<DeclaratorSyntax> AbstractDeclarator = static input => Any((Token)input, DeclaratorForm.Abstract);

    // parameter-declarator = pointer [ name | "(" parameter-declarator ")" ] { suffix }
    // pointer = { "*" | type-qualifier | calling-convention | attribute-specifier }
    // name    = identifier { "[[" ... "]]" }
    // suffix  = array-suffix | function-suffix
    private static IResult<DeclaratorSyntax> Any(Token at, DeclaratorForm form)
    {
        var prefix = default(Elements<SpecifierSyntax>);
        while (PrefixFirst.Contains(at))
        {
            if (First.Attribute.Contains(at))
            {
                IResult<SpecifierSyntax> attribute = Attributes.AttributeSpecifier(at);
                if (!attribute.Read(ref at, out SpecifierSyntax list))
                {
                    return attribute.As<DeclaratorSyntax>();
                }

                prefix.Add(list);
            }
            else
            {
                prefix.Add(new WordSyntax(at));
                at = at.Next;
            }
        }

        Token? name = null;
        DeclaratorSyntax? inner = null;
        SpecifierSyntax[] attributes = [];
        if (at.Kind == TokenKind.Identifier && form != DeclaratorForm.Abstract)
        {
            name = at;
            at = at.Next;
            if (at.Kind == TokenKind.AttributeOpen && Attributes.ReadAny(ref at, out attributes) is { } failure)
            {
                return failure.As<DeclaratorSyntax>();
            }
        }
        else if (form == DeclaratorForm.Named ? at.Kind == TokenKind.LeftParenthesis : OpensDeclarator(at))
        {
            IResult<DeclaratorSyntax> nested = Any(at.Next, form);
            if (!nested.Read(ref at, out inner))
            {
                return nested;
            }

            if (at.Kind != TokenKind.RightParenthesis)
            {
                return Fail<DeclaratorSyntax>(at, ExpectedInner);
            }

            at = at.Next;
        }
        else if (form == DeclaratorForm.Named)
        {
            return Fail<DeclaratorSyntax>(at, ExpectedName);
        }

        var suffixes = default(Elements<SuffixSyntax>);
        while (at.Kind is TokenKind.LeftBracket or TokenKind.LeftParenthesis)
        {
            IResult<SuffixSyntax> result = at.Kind == TokenKind.LeftBracket ? ArraySuffix(at) : FunctionSuffix(at);
            if (!result.Read(ref at, out SuffixSyntax suffix))
            {
                return result.As<DeclaratorSyntax>();
            }

            suffixes.Add(suffix);
        }

        return Success(new DeclaratorSyntax(prefix.ToArray(), name, inner, attributes, suffixes.ToArray()), at);
    }

    // C11 6.7.6.3p11: where a declarator may be abstract, "(" before a type or ")" opens a parameter list.
    private static bool OpensDeclarator(Token at)
    {
        if (at.Kind != TokenKind.LeftParenthesis)
        {
            return false;
        }

        Token next = at.Next;
        return next.Kind switch
        {
            TokenKind.Star or TokenKind.LeftParenthesis or TokenKind.LeftBracket => true,
            TokenKind.CDecl or TokenKind.StdCall or TokenKind.FastCall or TokenKind.ThisCall or TokenKind.VectorCall => true,
            TokenKind.Attribute or TokenKind.DeclSpec => true,
            TokenKind.Identifier => !next.IsTypedefName() && next.Next.Kind is TokenKind.RightParenthesis or TokenKind.LeftBracket or TokenKind.LeftParenthesis,
            _ => false,
        };
    }
}
