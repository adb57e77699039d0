using Cffi.Parser.Lexing;
using Cffi.Parser.Syntax;
using Sprache;
using static Cffi.Parser.Grammar.Predictive;

namespace Cffi.Parser.Grammar;

/// <summary>Attributes and symbol names: GNU's and Microsoft's extensions.</summary>
internal static class Attributes
{
    private static readonly Expectation ExpectedOpen = new("", "'('");
    private static readonly Expectation ExpectedClose = new("after the attribute", "','", "')'");
    private static readonly Expectation ExpectedBracket = new("after the attribute", "','", "']]'");
    private static readonly Expectation ExpectedBrace = new("at the end of the block", "'}'");
    private static readonly Expectation ExpectedName = new("", "the name of an attribute");
    private static readonly Expectation ExpectedSymbol = new("after 'asm'", "a symbol's name in quotes");

    private static readonly Parser<Token> Open = Expect(TokenKind.LeftParenthesis, ExpectedOpen);
    private static readonly Parser<Token> Close = Expect(TokenKind.RightParenthesis, ExpectedClose);

    // balanced-token-sequence: from the opening bracket, which is the next token, to its closing one
    public static readonly Parser<Token> Balanced = static input =>
    {
        var at = (TokenInput)input;
        Token open = at.Token;
        int depth = 0;
        while (true)
        {
            switch (at.Kind)
            {
                case TokenKind.LeftParenthesis or TokenKind.LeftBracket or TokenKind.LeftBrace:
                    depth++;
                    break;
                case TokenKind.AttributeOpen:
                    depth += 2;
                    break;
                case TokenKind.RightParenthesis or TokenKind.RightBracket or TokenKind.RightBrace:
                    depth--;
                    break;
                case TokenKind.EndOfText:
                    return Fail<Token>(at, open.Kind == TokenKind.LeftBrace ? ExpectedBrace : ExpectedClose);
            }

            at = at.Next;
            if (depth == 0)
            {
                return Success(open, at);
            }
        }
    };

    private static readonly Parser<ExpressionSyntax?> ExpressionArgument = Sequence(
        Open, Later(static () => Expressions.ConstantExpression), Close, static (_, value, _) => (ExpressionSyntax?)value);

    // attribute = [ [ name "::" ] name [ "(" arguments ")" ] ]
    private static readonly Parser<AttributeSyntax> Attribute = static input =>
    {
        var name = (TokenInput)input;
        Token? prefix = null;
        if (name.Token.IsWord && name.Next.Kind == TokenKind.ColonColon)
        {
            prefix = name.Token;
            name = name.Next.Next;
        }

        if (!name.Token.IsWord)
        {
            return name.Kind is TokenKind.Comma or TokenKind.RightParenthesis or TokenKind.RightBracket
                ? Success(new AttributeSyntax(name.Token, null, null, null), name)
                : Fail<AttributeSyntax>(name, ExpectedName);
        }

        if (name.Next.Kind != TokenKind.LeftParenthesis)
        {
            return Success(new AttributeSyntax(name.Token, prefix, null, null), name.Next);
        }

        // The arguments of others need not be expressions, and are kept as text at most.
        bool isExpression = prefix?.Text != "cffi" && name.Token.Name is "aligned" or "__aligned__" or "align" or "mode" or "__mode__" or "vector_size" or "__vector_size__";
        if (isExpression)
        {
            IResult<ExpressionSyntax?> argument = ExpressionArgument(name.Next);
            return argument.WasSuccessful
                ? Success(new AttributeSyntax(name.Token, prefix, null, argument.Value), argument.Remainder)
                : Failed<ExpressionSyntax?, AttributeSyntax>(argument);
        }

        IResult<Token> skipped = Balanced(name.Next);
        return skipped.WasSuccessful
            ? Success(new AttributeSyntax(name.Token, prefix, AttributeArguments.Read(name.Next), null), skipped.Remainder)
            : Failed<Token, AttributeSyntax>(skipped);
    };

    private static readonly Parser<AttributeSyntax[]> AttributeList = Separated(Attribute);

    // gnu-attributes = "__attribute__" "(" "(" attribute { "," attribute } ")" ")"
    private static readonly Parser<SpecifierSyntax> GnuAttributes = Sequence(
        Take(static token => token),
        Open,
        Sequence(Open, AttributeList, Close, static (_, list, _) => list),
        Close,
        static (word, _, list, _) => (SpecifierSyntax)new AttributesSyntax(word, list));

    // declspec = "__declspec" "(" attribute { "," attribute } ")"
    private static readonly Parser<SpecifierSyntax> DeclSpec = Sequence(
        Take(static token => token),
        Open,
        AttributeList,
        Close,
        static (word, _, list, _) => (SpecifierSyntax)new AttributesSyntax(word, list));

    private static readonly Parser<Token> CloseBracket = Expect(TokenKind.RightBracket, ExpectedBracket);

    // standard-attributes = "[[" attribute { "," attribute } "]" "]"
    private static readonly Parser<SpecifierSyntax> StandardAttributes = Sequence(
        Take(static token => token),
        AttributeList,
        CloseBracket,
        CloseBracket,
        static (open, list, _, _) => (SpecifierSyntax)new AttributesSyntax(open, list));

    // attribute-specifier = gnu-attributes | declspec | standard-attributes
    public static readonly Parser<SpecifierSyntax> AttributeSpecifier = OneOf(
        ExpectedName,
        ([TokenKind.Attribute], GnuAttributes),
        ([TokenKind.DeclSpec], DeclSpec),
        ([TokenKind.AttributeOpen], StandardAttributes));

    public static readonly Parser<SpecifierSyntax[]> AttributeSpecifiers = While(First.Attribute, AttributeSpecifier);

    // asm-label = "asm" "(" string-literal { string-literal } ")"
    private static readonly Parser<Token[]> AsmLabel = Sequence(
        Take(static token => token),
        Open,
        Sequence(
            Expect(TokenKind.StringLiteral, ExpectedSymbol),
            While(new TokenSet(TokenKind.StringLiteral), Take(static token => token)),
            static (first, more) => more.Length == 0 ? (Token[])[first] : [first, .. more]),
        Close,
        static (_, _, parts, _) => parts);

    private static readonly Parser<Token[]?> OptionalAsmLabel = Optional(new TokenSet(TokenKind.Asm), AsmLabel);

    // trailer = { attribute-specifier } [ asm-label ] { attribute-specifier }
    private static readonly Parser<TrailerSyntax> TrailerParts = Sequence(
        AttributeSpecifiers,
        OptionalAsmLabel,
        AttributeSpecifiers,
        static (before, label, after) => new TrailerSyntax(label, before.Length == 0 ? after : [.. before, .. after]));

    public static readonly Parser<TrailerSyntax?> Trailer = Optional(First.Attribute.With(TokenKind.Asm), TrailerParts);
}
