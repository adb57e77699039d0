using Cffi.Parser.Lexing;
using Cffi.Parser.Syntax;
using Sprache;
using static Cffi.Parser.Grammar.Rules;

namespace Cffi.Parser.Grammar;

/// <summary>Expressions that take types: <c>offsetof</c> and <c>_Generic</c>.</summary>
internal static class SpecialExpressions
{
    private static readonly Expectation ExpectedOpen = new("", "'('");
    private static readonly Expectation ExpectedClose = new("", "')'");
    private static readonly Expectation ExpectedComma = new("", "','");
    private static readonly Expectation ExpectedMember = new("", "the name of a member");
    private static readonly Expectation ExpectedBracket = new("after the index", "']'");
    private static readonly Expectation ExpectedColon = new("after the type name", "':'");

    // member = identifier
    private static readonly Parser<DesignatorSyntax> Member = static input =>
    {
        var at = (Token)input;
        return at.Kind == TokenKind.Identifier
            ? Success(new DesignatorSyntax(at, null), at.Next)
            : Fail<DesignatorSyntax>(at, ExpectedMember);
    };

    private static readonly TokenSet StepFirst = new(TokenKind.Dot, TokenKind.LeftBracket);

    // step = "." member | "[" constant-expression "]"
    private static readonly Parser<DesignatorSyntax> Step = static input =>
    {
        var at = (Token)input;
        if (at.Kind == TokenKind.Dot)
        {
            return Member(at.Next);
        }

        Token open = at;
        IResult<ExpressionSyntax> expression = Expressions.ConstantExpression(at.Next);
        if (!expression.Read(ref at, out ExpressionSyntax index))
        {
            return expression.As<DesignatorSyntax>();
        }

        return at.Kind == TokenKind.RightBracket ? Success(new DesignatorSyntax(open, index), at.Next) : Fail<DesignatorSyntax>(at, ExpectedBracket);
    };

    // offsetof = "offsetof" "(" type-name "," member { step } ")"
    public static readonly Parser<ExpressionSyntax> OffsetOf = static input =>
    {
        var at = (Token)input;
        Token word = at;
        at = at.Next;
        if (at.Kind != TokenKind.LeftParenthesis)
        {
            return Fail<ExpressionSyntax>(at, ExpectedOpen);
        }

        IResult<TypeNameSyntax> named = Specifiers.TypeName(at.Next);
        if (!named.Read(ref at, out TypeNameSyntax type))
        {
            return named.As<ExpressionSyntax>();
        }

        if (at.Kind != TokenKind.Comma)
        {
            return Fail<ExpressionSyntax>(at, ExpectedComma);
        }

        IResult<DesignatorSyntax> first = Member(at.Next);
        if (!first.Read(ref at, out DesignatorSyntax member))
        {
            return first.As<ExpressionSyntax>();
        }

        IResult<DesignatorSyntax[]> more = While(at, StepFirst, Step);
        if (!more.Read(ref at, out DesignatorSyntax[] steps))
        {
            return more.As<ExpressionSyntax>();
        }

        return at.Kind == TokenKind.RightParenthesis
            ? Success<ExpressionSyntax>(new OffsetOfSyntax(word, type, [member, .. steps]), at.Next)
            : Fail<ExpressionSyntax>(at, ExpectedClose);
    };

    // association = (type-name | "default") ":" expression
    private static readonly Parser<AssociationSyntax> Association = static input =>
    {
        var at = (Token)input;
        TypeNameSyntax? type = null;
        if (at.Kind == TokenKind.Identifier && at.Text == "default")
        {
            at = at.Next;
        }
        else
        {
            IResult<TypeNameSyntax> named = Specifiers.TypeName(at);
            if (!named.Read(ref at, out type))
            {
                return named.As<AssociationSyntax>();
            }
        }

        if (at.Kind != TokenKind.Colon)
        {
            return Fail<AssociationSyntax>(at, ExpectedColon);
        }

        IResult<ExpressionSyntax> expression = Expressions.ConditionalExpression(at.Next);
        return expression.Read(ref at, out ExpressionSyntax value)
            ? Success(new AssociationSyntax(type, value), at)
            : expression.As<AssociationSyntax>();
    };

    // generic-selection = "_Generic" "(" expression "," association { "," association } ")"
    public static readonly Parser<ExpressionSyntax> GenericSelection = static input =>
    {
        var at = (Token)input;
        Token word = at;
        at = at.Next;
        if (at.Kind != TokenKind.LeftParenthesis)
        {
            return Fail<ExpressionSyntax>(at, ExpectedOpen);
        }

        IResult<ExpressionSyntax> first = Expressions.ConditionalExpression(at.Next);
        if (!first.Read(ref at, out ExpressionSyntax control))
        {
            return first;
        }

        if (at.Kind != TokenKind.Comma)
        {
            return Fail<ExpressionSyntax>(at, ExpectedComma);
        }

        IResult<AssociationSyntax[]> list = Separated(at.Next, Association);
        if (!list.Read(ref at, out AssociationSyntax[] associations))
        {
            return list.As<ExpressionSyntax>();
        }

        return at.Kind == TokenKind.RightParenthesis
            ? Success<ExpressionSyntax>(new GenericSyntax(word, control, associations), at.Next)
            : Fail<ExpressionSyntax>(at, ExpectedClose);
    };
}
