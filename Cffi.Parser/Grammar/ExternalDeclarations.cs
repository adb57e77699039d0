using Cffi.Parser.Lexing;
using Cffi.Parser.Syntax;
using Sprache;
using static Cffi.Parser.Grammar.Rules;

namespace Cffi.Parser.Grammar;

/// <summary>External declarations (C11 6.7, 6.9).</summary>
internal static class ExternalDeclarations
{
    private static readonly Expectation ExpectedEnd = new("after declarator", "';'", "','", "'('");
    private static readonly Expectation ExpectedOpen = new("after '_Static_assert'", "'('");
    private static readonly Expectation ExpectedClose = new("after the condition", "','", "')'");
    private static readonly Expectation ExpectedMessage = new("", "a message in quotes");
    private static readonly Expectation ExpectedSemicolon = new("after the assertion", "';'");

    // initializer = "=" (assignment-expression | "{" ... "}")
    private static readonly Parser<InitializerSyntax> Initializer = static input =>
    {
        Token at = ((Token)input).Next;
        if (at.Kind == TokenKind.LeftBrace)
        {
            IResult<Token> braces = Attributes.Balanced(at);
            return braces.Read(ref at, out Token open) ? Success(new InitializerSyntax(open, null), at) : braces.As<InitializerSyntax>();
        }

        IResult<ExpressionSyntax> expression = Expressions.ConditionalExpression(at);
        return expression.Read(ref at, out ExpressionSyntax value)
            ? Success(new InitializerSyntax(value.First, value), at)
            : expression.As<InitializerSyntax>();
    };

    // init-declarator = declarator trailer [ initializer ]
    private static readonly Parser<InitDeclaratorSyntax> InitDeclarator = static input =>
    {
        var at = (Token)input;
        if (Declarators.ReadDeclarator(ref at, DeclaratorForm.Named, out DeclaratorSyntax declarator) is { } failure)
        {
            return failure.As<InitDeclaratorSyntax>();
        }

        TrailerSyntax? trailer = null;
        if (Attributes.TrailerFirst.Contains(at))
        {
            IResult<TrailerSyntax> trailing = Attributes.Trailer(at);
            if (!trailing.Read(ref at, out trailer))
            {
                return trailing.As<InitDeclaratorSyntax>();
            }
        }

        InitializerSyntax? initializer = null;
        if (at.Kind == TokenKind.Equal)
        {
            IResult<InitializerSyntax> value = Initializer(at);
            if (!value.Read(ref at, out initializer))
            {
                return value.As<InitDeclaratorSyntax>();
            }
        }

        return Success(new InitDeclaratorSyntax(declarator, trailer, initializer), at);
    };

    // declaration = declaration-specifiers [ init-declarator { "," init-declarator } ] (";" | compound-statement)
    private static readonly Parser<ExternalDeclarationSyntax> Declaration = static input =>
    {
        var at = (Token)input;
        if (Specifiers.ReadSpecifiers(ref at, out SpecifierSyntax[] specifiers) is { } noType)
        {
            return noType.As<ExternalDeclarationSyntax>();
        }

        InitDeclaratorSyntax[] declarators = [];
        if (at.Kind != TokenKind.Semicolon)
        {
            IResult<InitDeclaratorSyntax[]> list = Separated(at, InitDeclarator);
            if (!list.Read(ref at, out declarators))
            {
                return list.As<ExternalDeclarationSyntax>();
            }
        }

        Token end = at;
        if (at.Kind == TokenKind.LeftBrace)
        {
            IResult<Token> body = Attributes.Balanced(at);
            if (!body.Read(ref at, out end))
            {
                return body.As<ExternalDeclarationSyntax>();
            }
        }
        else if (at.Kind == TokenKind.Semicolon)
        {
            at = at.Next;
        }
        else
        {
            return Fail<ExternalDeclarationSyntax>(at, ExpectedEnd);
        }

        return Success<ExternalDeclarationSyntax>(new DeclarationSyntax(specifiers[0].First, specifiers, declarators, end), at);
    };

    // static-assertion = "_Static_assert" "(" constant-expression [ "," string-literal { string-literal } ] ")" ";"
    public static readonly Parser<StaticAssertionSyntax> StaticAssertion = static input =>
    {
        var at = (Token)input;
        Token word = at;
        at = at.Next;
        if (at.Kind != TokenKind.LeftParenthesis)
        {
            return Fail<StaticAssertionSyntax>(at, ExpectedOpen);
        }

        IResult<ExpressionSyntax> expression = Expressions.ConstantExpression(at.Next);
        if (!expression.Read(ref at, out ExpressionSyntax condition))
        {
            return expression.As<StaticAssertionSyntax>();
        }

        var message = default(Elements<Token>);
        if (at.Kind == TokenKind.Comma)
        {
            at = at.Next;
            if (at.Kind != TokenKind.StringLiteral)
            {
                return Fail<StaticAssertionSyntax>(at, ExpectedMessage);
            }

            for (; at.Kind == TokenKind.StringLiteral; at = at.Next)
            {
                message.Add(at);
            }
        }

        if (at.Kind != TokenKind.RightParenthesis)
        {
            return Fail<StaticAssertionSyntax>(at, ExpectedClose);
        }

        at = at.Next;
        return at.Kind == TokenKind.Semicolon
            ? Success(new StaticAssertionSyntax(word, condition, message.ToArray()), at.Next)
            : Fail<StaticAssertionSyntax>(at, ExpectedSemicolon);
    };

    // assembly = "asm" "(" ... ")" ";"
    private static readonly Parser<ExternalDeclarationSyntax> Assembly = static input =>
    {
        var at = (Token)input;
        Token word = at;
        at = at.Next;
        if (at.Kind != TokenKind.LeftParenthesis)
        {
            return Fail<ExternalDeclarationSyntax>(at, ExpectedOpen);
        }

        IResult<Token> text = Attributes.Balanced(at);
        if (!text.Read(ref at, out _))
        {
            return text.As<ExternalDeclarationSyntax>();
        }

        return at.Kind == TokenKind.Semicolon
            ? Success<ExternalDeclarationSyntax>(new AssemblySyntax(word), at.Next)
            : Fail<ExternalDeclarationSyntax>(at, ExpectedSemicolon);
    };

    // external-declaration = [ "__extension__" ] static-assertion | assembly | ";" | declaration
    public static readonly Parser<ExternalDeclarationSyntax> ExternalDeclaration = static input => ((Token)input).Kind switch
    {
        TokenKind.StaticAssert => StaticAssertion(input),
        TokenKind.Asm => Assembly(input),
        TokenKind.Extension when ((Token)input).Next.Kind is TokenKind.StaticAssert or TokenKind.Asm => ExternalDeclaration!(((Token)input).Next),
        TokenKind.Semicolon => Success<ExternalDeclarationSyntax>(new EmptyDeclarationSyntax((Token)input), ((Token)input).Next),
        _ => Declaration(input),
    };
}
