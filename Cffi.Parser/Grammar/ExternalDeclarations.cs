using Cffi.Parser.Lexing;
using Cffi.Parser.Syntax;
using Sprache;
using static Cffi.Parser.Grammar.Predictive;

namespace Cffi.Parser.Grammar;

/// <summary>What stands at the outermost level of a text (C11 6.7, 6.9).</summary>
internal static class ExternalDeclarations
{
    private static readonly Expectation ExpectedEnd = new("after declarator", "';'", "','", "'('");
    private static readonly Expectation ExpectedOpen = new("after '_Static_assert'", "'('");
    private static readonly Expectation ExpectedClose = new("after the condition", "','", "')'");
    private static readonly Expectation ExpectedMessage = new("", "a message in quotes");
    private static readonly Expectation ExpectedSemicolon = new("after the assertion", "';'");

    private static readonly Parser<InitializerSyntax> BracedInitializer = Map(
        Attributes.Balanced, static open => new InitializerSyntax(open, null));

    private static readonly Parser<InitializerSyntax> ValueInitializer = Map(
        Expressions.ConditionalExpression, static value => new InitializerSyntax(value.First, value));

    // initializer = "=" (assignment-expression | "{" ... "}")
    private static readonly Parser<InitializerSyntax> Initializer = Sequence(
        Take(static token => token),
        IfStarts(static at => at.Kind == TokenKind.LeftBrace, BracedInitializer, ValueInitializer),
        static (_, initializer) => initializer);

    private static readonly Parser<InitializerSyntax?> OptionalInitializer = Optional(new TokenSet(TokenKind.Equal), Initializer);

    // init-declarator = declarator trailer [ initializer ]
    private static readonly Parser<InitDeclaratorSyntax> InitDeclarator = Sequence(
        Declarators.Declarator,
        Attributes.Trailer,
        OptionalInitializer,
        static (declarator, trailer, initializer) => new InitDeclaratorSyntax(declarator, trailer, initializer));

    private static readonly Parser<InitDeclaratorSyntax[]> InitDeclarators = IfStarts(
        static at => at.Kind == TokenKind.Semicolon,
        Nothing<InitDeclaratorSyntax[]>([]),
        Separated(InitDeclarator));

    // declaration-end = ";" | compound-statement
    private static readonly Parser<Token> DeclarationEnd = OneOf(
        ExpectedEnd,
        ([TokenKind.Semicolon], Take(static token => token)),
        ([TokenKind.LeftBrace], Attributes.Balanced));

    // declaration = declaration-specifiers [ init-declarator { "," init-declarator } ] declaration-end
    private static readonly Parser<ExternalDeclarationSyntax> Declaration = Sequence(
        Specifiers.DeclarationSpecifiers,
        InitDeclarators,
        DeclarationEnd,
        static (specifiers, declarators, end) =>
            (ExternalDeclarationSyntax)new DeclarationSyntax(specifiers[0].First, specifiers, declarators, end));

    private static readonly Parser<Token[]> Message = Sequence(
        Take(static token => token),
        Expect(TokenKind.StringLiteral, ExpectedMessage),
        While(new TokenSet(TokenKind.StringLiteral), Take(static token => token)),
        static (_, first, more) => more.Length == 0 ? (Token[])[first] : [first, .. more]);

    private static readonly Parser<AssertionSyntax> Assertion = Sequence(
        Expressions.ConstantExpression,
        IfStarts(static at => at.Kind == TokenKind.Comma, Message, Nothing<Token[]>([])),
        static (condition, message) => new AssertionSyntax(condition, message));

    // static-assertion = "_Static_assert" "(" constant-expression [ "," string-literal ] ")" ";"
    public static readonly Parser<StaticAssertionSyntax> StaticAssertion = Sequence(
        Sequence(Take(static token => token), Expect(TokenKind.LeftParenthesis, ExpectedOpen), static (word, _) => word),
        Assertion,
        Expect(TokenKind.RightParenthesis, ExpectedClose),
        Expect(TokenKind.Semicolon, ExpectedSemicolon),
        static (word, assertion, _, _) => new StaticAssertionSyntax(word, assertion.Condition, assertion.Message));

    // assembly = "asm" "(" ... ")" ";"
    private static readonly Parser<ExternalDeclarationSyntax> Assembly = Sequence(
        Take(static token => token),
        IfStarts(static at => at.Kind == TokenKind.LeftParenthesis, Attributes.Balanced, Expect(TokenKind.LeftParenthesis, ExpectedOpen)),
        Expect(TokenKind.Semicolon, ExpectedSemicolon),
        static (word, _, _) => (ExternalDeclarationSyntax)new AssemblySyntax(word));

    // external-declaration = [ "__extension__" ] static-assertion | assembly | ";" | declaration
    public static readonly Parser<ExternalDeclarationSyntax> ExternalDeclaration = static input => ((TokenInput)input).Kind switch
    {
        TokenKind.StaticAssert => StaticAssertion(input),
        TokenKind.Asm => Assembly(input),
        TokenKind.Extension when ((TokenInput)input).Next.Kind is TokenKind.StaticAssert or TokenKind.Asm => ExternalDeclaration!(input.Advance()),
        TokenKind.Semicolon => Success(new EmptyDeclarationSyntax(((TokenInput)input).Token), ((TokenInput)input).Next),
        _ => Declaration(input),
    };
}
