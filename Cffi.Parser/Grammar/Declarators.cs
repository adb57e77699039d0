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

    // function-suffix = "(" [ parameter { "," parameter } ] ")"
    private static readonly Parser<SuffixSyntax> FunctionSuffix = static input =>
    {
        var at = (Token)input;
        Token open = at;
        at = at.Next;
        var parameters = default(Elements<ParameterSyntax>);
        if (at.Kind != TokenKind.RightParenthesis)
        {
            while (true)
            {
                if (ReadParameter(ref at, out ParameterSyntax parameter) is { } failure)
                {
                    return failure.As<SuffixSyntax>();
                }

                parameters.Add(parameter);
                if (at.Kind != TokenKind.Comma)
                {
                    break;
                }

                at = at.Next;
            }
        }

        return at.Kind == TokenKind.RightParenthesis
            ? Success<SuffixSyntax>(new FunctionSuffixSyntax(open, parameters.ToArray()), at.Next)
            : Fail<SuffixSyntax>(at, ExpectedParenthesis);
    };

    // parameter = "..." | declaration-specifiers parameter-declarator { attribute-specifier }
    private static IResult<object>? ReadParameter(ref Token at, out ParameterSyntax parameter)
    {
        parameter = null!;
        if (at.Kind == TokenKind.Ellipsis)
        {
            parameter = new ParameterSyntax(at, [], null, []);
            at = at.Next;
            return null;
        }

        if (Specifiers.ReadSpecifiers(ref at, out SpecifierSyntax[] specifiers) is { } noType)
        {
            return noType;
        }

        if (ReadDeclarator(ref at, DeclaratorForm.Either, out DeclaratorSyntax declarator) is { } noDeclarator)
        {
            return noDeclarator;
        }

        IResult<object>? failure = Attributes.ReadAny(ref at, out SpecifierSyntax[] attributes);
        parameter = new ParameterSyntax(specifiers[0].First, specifiers, declarator, attributes);
        return failure;
    }

    // declarator           = pointer (name | "(" declarator ")") { suffix }
    // abstract-declarator  = pointer [ "(" abstract-declarator ")" ] { suffix }
    // parameter-declarator = pointer [ name | "(" parameter-declarator ")" ] { suffix }
    // pointer              = { "*" | type-qualifier | calling-convention | attribute-specifier }
    // name                 = identifier { "[[" ... "]]" }
    // suffix               = array-suffix | function-suffix
    public static IResult<object>? ReadDeclarator(ref Token at, DeclaratorForm form, out DeclaratorSyntax declarator)
    {
        declarator = null!;
        var prefix = default(Elements<SpecifierSyntax>);
        while (PrefixFirst.Contains(at))
        {
            if (First.Attribute.Contains(at))
            {
                IResult<SpecifierSyntax> attribute = Attributes.AttributeSpecifier(at);
                if (!attribute.Read(ref at, out SpecifierSyntax list))
                {
                    return attribute;
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
                return failure;
            }
        }
        else if (form == DeclaratorForm.Named ? at.Kind == TokenKind.LeftParenthesis : OpensDeclarator(at))
        {
            at = at.Next;
            if (ReadDeclarator(ref at, form, out inner) is { } nested)
            {
                return nested;
            }

            if (at.Kind != TokenKind.RightParenthesis)
            {
                return Fail<object>(at, ExpectedInner);
            }

            at = at.Next;
        }
        else if (form == DeclaratorForm.Named)
        {
            return Fail<object>(at, ExpectedName);
        }

        var suffixes = default(Elements<SuffixSyntax>);
        while (at.Kind is TokenKind.LeftBracket or TokenKind.LeftParenthesis)
        {
            IResult<SuffixSyntax> result = at.Kind == TokenKind.LeftBracket ? ArraySuffix(at) : FunctionSuffix(at);
            if (!result.Read(ref at, out SuffixSyntax suffix))
            {
                return result;
            }

            suffixes.Add(suffix);
        }

        declarator = new DeclaratorSyntax(prefix.ToArray(), name, inner, attributes, suffixes.ToArray());
        return null;
    }

    // C11 6.7.6.3p11: if a declarator may be abstract, "(" before a type or ")" opens a parameter list.
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
