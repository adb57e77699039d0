using Cffi.Parser.Lexing;
using Cffi.Parser.Syntax;
using Sprache;
using static Cffi.Parser.Grammar.Rules;

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

    // balanced-token-sequence: from the opening bracket, which is the next token, to its closing one
    public static readonly Parser<Token> Balanced = static input =>
    {
        var at = (Token)input;
        Token open = at;
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

    // attribute = [ [ name "::" ] name [ "(" arguments ")" ] ]
    private static readonly Parser<AttributeSyntax> Attribute = static input =>
    {
        var name = (Token)input;
        Token? prefix = null;
        if (name.IsWord && name.Next.Kind == TokenKind.ColonColon)
        {
            prefix = name;
            name = name.Next.Next;
        }

        if (!name.IsWord)
        {
            return name.Kind is TokenKind.Comma or TokenKind.RightParenthesis or TokenKind.RightBracket
                ? Success(new AttributeSyntax(name, null, null, null), name)
                : Fail<AttributeSyntax>(name, ExpectedName);
        }

        if (name.Next.Kind != TokenKind.LeftParenthesis)
        {
            return Success(new AttributeSyntax(name, prefix, null, null), name.Next);
        }

        // The arguments of other attributes need not be expressions; they are kept as text, if at all.
        bool isExpression = prefix?.Text != "cffi" && name.Name is "aligned" or "__aligned__" or "align" or "mode" or "__mode__" or "vector_size" or "__vector_size__";
        Token at = name.Next;
        if (!isExpression)
        {
            IResult<Token> skipped = Balanced(at);
            return skipped.Read(ref at, out _)
                ? Success(new AttributeSyntax(name, prefix, AttributeArguments.Read(name.Next), null), at)
                : skipped.As<AttributeSyntax>();
        }

        IResult<ExpressionSyntax> argument = Expressions.ConstantExpression(at.Next);
        if (!argument.Read(ref at, out ExpressionSyntax value))
        {
            return argument.As<AttributeSyntax>();
        }

        return at.Kind == TokenKind.RightParenthesis
            ? Success(new AttributeSyntax(name, prefix, null, value), at.Next)
            : Fail<AttributeSyntax>(at, ExpectedClose);
    };

    // gnu-attributes = "__attribute__" "(" "(" attribute { "," attribute } ")" ")"
    private static readonly Parser<SpecifierSyntax> GnuAttributes =
        static input => List((Token)input, TokenKind.LeftParenthesis, 2, TokenKind.RightParenthesis, 2);

    // declspec = "__declspec" "(" attribute { "," attribute } ")"
    private static readonly Parser<SpecifierSyntax> DeclSpec =
        static input => List((Token)input, TokenKind.LeftParenthesis, 1, TokenKind.RightParenthesis, 1);

    // standard-attributes = "[[" attribute { "," attribute } "]" "]"
    private static readonly Parser<SpecifierSyntax> StandardAttributes =
        static input => List((Token)input, TokenKind.AttributeOpen, 0, TokenKind.RightBracket, 2);

    // attribute-specifier = gnu-attributes | declspec | standard-attributes
    public static readonly Parser<SpecifierSyntax> AttributeSpecifier = static input => ((Token)input).Kind switch
    {
        TokenKind.Attribute => GnuAttributes(input),
        TokenKind.DeclSpec => DeclSpec(input),
        TokenKind.AttributeOpen => StandardAttributes(input),
        _ => Fail<SpecifierSyntax>((Token)input, ExpectedName),
    };

    // attribute-specifiers = { attribute-specifier }
    public static readonly Parser<SpecifierSyntax[]> AttributeSpecifiers =
        static input => While((Token)input, First.Attribute, AttributeSpecifier);

    // asm-label = "asm" "(" string-literal { string-literal } ")"
    private static readonly Parser<Token[]> AsmLabel = static input =>
    {
        Token at = ((Token)input).Next;
        if (at.Kind != TokenKind.LeftParenthesis)
        {
            return Fail<Token[]>(at, ExpectedOpen);
        }

        at = at.Next;
        if (at.Kind != TokenKind.StringLiteral)
        {
            return Fail<Token[]>(at, ExpectedSymbol);
        }

        var parts = default(Elements<Token>);
        for (; at.Kind == TokenKind.StringLiteral; at = at.Next)
        {
            parts.Add(at);
        }

        return at.Kind == TokenKind.RightParenthesis ? Success(parts.ToArray(), at.Next) : Fail<Token[]>(at, ExpectedClose);
    };

    public static readonly TokenSet TrailerFirst = First.Attribute.With(TokenKind.Asm);

    // trailer = { attribute-specifier } [ asm-label ] { attribute-specifier }
    public static readonly Parser<TrailerSyntax> Trailer = static input =>
    {
        var at = (Token)input;
        if (ReadAny(ref at, out SpecifierSyntax[] before) is { } noneBefore)
        {
            return noneBefore.As<TrailerSyntax>();
        }

        Token[]? label = null;
        if (at.Kind == TokenKind.Asm)
        {
            IResult<Token[]> asm = AsmLabel(at);
            if (!asm.Read(ref at, out label))
            {
                return asm.As<TrailerSyntax>();
            }
        }

        return ReadAny(ref at, out SpecifierSyntax[] after) is { } noneAfter
            ? noneAfter.As<TrailerSyntax>()
            : Success(new TrailerSyntax(label, before.Length == 0 ? after : [.. before, .. after]), at);
    };

    /// <summary>Reads the attributes at this position. Most positions have none, and no result is allocated for them.</summary>
    /// <returns>The reason of a failure; null on success.</returns>
    public static IResult<object>? ReadAny(ref Token at, out SpecifierSyntax[] attributes)
    {
        if (!First.Attribute.Contains(at))
        {
            attributes = [];
            return null;
        }

        IResult<SpecifierSyntax[]> result = AttributeSpecifiers(at);
        return result.Read(ref at, out attributes) ? null : result;
    }

    // word { open } attribute { "," attribute } { close }
    private static IResult<SpecifierSyntax> List(Token at, TokenKind open, int opens, TokenKind close, int closes)
    {
        Token word = at;
        at = at.Next;
        for (; opens > 0; opens--, at = at.Next)
        {
            if (at.Kind != open)
            {
                return Fail<SpecifierSyntax>(at, ExpectedOpen);
            }
        }

        IResult<AttributeSyntax[]> list = Separated(at, Attribute);
        if (!list.Read(ref at, out AttributeSyntax[] attributes))
        {
            return list.As<SpecifierSyntax>();
        }

        for (; closes > 0; closes--, at = at.Next)
        {
            if (at.Kind != close)
            {
                return Fail<SpecifierSyntax>(at, close == TokenKind.RightBracket ? ExpectedBracket : ExpectedClose);
            }
        }

        return Success<SpecifierSyntax>(new AttributesSyntax(word, attributes), at);
    }
}
