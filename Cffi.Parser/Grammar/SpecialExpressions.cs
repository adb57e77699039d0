using Cffi.Parser.Lexing;
using Cffi.Parser.Syntax;
using Sprache;
using static Cffi.Parser.Grammar.Predictive;

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

    private static readonly Parser<Token> Open = Expect(TokenKind.LeftParenthesis, ExpectedOpen);
    private static readonly Parser<Token> Close = Expect(TokenKind.RightParenthesis, ExpectedClose);
    private static readonly Parser<Token> Comma = Expect(TokenKind.Comma, ExpectedComma);

    private static readonly Parser<DesignatorSyntax> Member = Map(
        Expect(TokenKind.Identifier, ExpectedMember), static name => new DesignatorSyntax(name, null));

    private static readonly Parser<DesignatorSyntax> Step = IfStarts(
        static at => at.Kind == TokenKind.LeftBracket,
        Sequence(
            Take(static token => token),
            Expressions.ConstantExpression,
            Expect(TokenKind.RightBracket, ExpectedBracket),
            static (open, index, _) => new DesignatorSyntax(open, index)),
        Sequence(Take(static token => token), Member, static (_, member) => member));

    // path = identifier { "." identifier | "->" identifier | "[" constant-expression "]" }
    private static readonly Parser<DesignatorSyntax[]> Path = Sequence(
        Member,
        While(new TokenSet(TokenKind.Dot, TokenKind.LeftBracket), Step),
        static (first, more) => (DesignatorSyntax[])[first, .. more]);

    // offsetof = "offsetof" "(" type-name "," path ")"
    public static readonly Parser<ExpressionSyntax> OffsetOf = Sequence(
        Sequence(Take(static token => token), Open, static (word, _) => word),
        Sequence(Later(static () => Specifiers.TypeName), Comma, static (type, _) => type),
        Path,
        Close,
        static (word, type, path, _) => (ExpressionSyntax)new OffsetOfSyntax(word, type, path));

    private static readonly Parser<ExpressionSyntax> Value = Sequence(
        Expect(TokenKind.Colon, ExpectedColon), Expressions.ConditionalExpression, static (_, value) => value);

    // association = (type-name | "default") ":" expression
    private static readonly Parser<AssociationSyntax> Association = IfStarts(
        static at => at.Kind == TokenKind.Identifier && at.Token.Text == "default",
        Sequence(Take(static token => token), Value, static (_, value) => new AssociationSyntax(null, value)),
        Sequence(Later(static () => Specifiers.TypeName), Value, static (type, value) => new AssociationSyntax(type, value)));

    // generic-selection = "_Generic" "(" expression "," association { "," association } ")"
    public static readonly Parser<ExpressionSyntax> GenericSelection = Sequence(
        Sequence(Take(static token => token), Open, static (word, _) => word),
        Sequence(Expressions.ConditionalExpression, Comma, static (control, _) => control),
        Separated(Association),
        Close,
        static (word, control, associations, _) => (ExpressionSyntax)new GenericSyntax(word, control, associations));
}
