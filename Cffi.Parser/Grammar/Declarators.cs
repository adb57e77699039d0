using Cffi.Parser.Lexing;
using Cffi.Parser.Syntax;
using Sprache;
using static Cffi.Parser.Grammar.Predictive;

namespace Cffi.Parser.Grammar;

/// <summary>Declarators, abstract ones too, and parameters (C11 6.7.6, 6.7.7).</summary>
internal static class Declarators
{
    private static readonly Expectation ExpectedName = new("", "a name", "'*'", "'('");
    private static readonly Expectation ExpectedInner = new("after declarator", "')'", "'('", "'['");
    private static readonly Expectation ExpectedSuffix = new("after declarator", "'('", "'['");
    private static readonly Expectation ExpectedBracket = new("after array length", "']'");
    private static readonly Expectation ExpectedParenthesis = new("after parameter", "','", "')'");

    private static readonly TokenSet PrefixFirst =
        new TokenSet(TokenKind.Star, TokenKind.Const, TokenKind.Volatile, TokenKind.Restrict, TokenKind.Atomic, TokenKind.Extension)
            .With(First.Conventions).With(First.Attributes);

    private static readonly Parser<SpecifierSyntax> PrefixWord = IfStarts(
        static at => First.Attribute.Contains(at),
        Later(static () => Attributes.AttributeSpecifier),
        Take<SpecifierSyntax>(static token => new WordSyntax(token)));

    // pointer = { "*" | type-qualifier | calling-convention | attribute-specifier }
    private static readonly Parser<SpecifierSyntax[]> Pointer = While(PrefixFirst, PrefixWord);

    private static readonly TokenSet ArrayWordFirst =
        new(TokenKind.Static, TokenKind.Const, TokenKind.Volatile, TokenKind.Restrict, TokenKind.Atomic);

    private static readonly Parser<SpecifierSyntax[]> ArrayWords =
        While(ArrayWordFirst, Take<SpecifierSyntax>(static token => new WordSyntax(token)));

    private static readonly Parser<LengthSyntax> NoLength = Nothing(new LengthSyntax(null, null));

    private static readonly Parser<LengthSyntax> LengthMark = Take(static token => new LengthSyntax(null, token));

    private static readonly Parser<LengthSyntax> LengthValue =
        Map(Later(static () => Expressions.ConditionalExpression), static value => new LengthSyntax(value, null));

    // array-length = [ "*" | "..." | assignment-expression ]
    private static readonly Parser<LengthSyntax> ArrayLength = IfStarts(
        static at => at.Kind == TokenKind.RightBracket,
        NoLength,
        IfStarts(
            static at => at.Kind == TokenKind.Ellipsis || (at.Kind == TokenKind.Star && at.Next.Kind == TokenKind.RightBracket),
            LengthMark,
            LengthValue));

    // array-suffix = "[" { "static" | type-qualifier } array-length "]"
    private static readonly Parser<SuffixSyntax> ArraySuffix = Sequence(
        Take(static token => token),
        ArrayWords,
        ArrayLength,
        Expect(TokenKind.RightBracket, ExpectedBracket),
        static (open, words, length, _) => (SuffixSyntax)new ArraySuffixSyntax(open, words, length.Value, length.Mark));

    // parameter = "..." | declaration-specifiers declarator-or-abstract-declarator { attribute-specifier }
    private static readonly Parser<ParameterSyntax> Parameter = IfStarts(
        static at => at.Kind == TokenKind.Ellipsis,
        Take(static token => new ParameterSyntax(token, [], null, [])),
        Sequence(
            Specifiers.DeclarationSpecifiers,
            Later(static () => ParameterDeclarator!),
            Later(static () => Attributes.AttributeSpecifiers),
            static (specifiers, declarator, attributes) => new ParameterSyntax(specifiers[0].First, specifiers, declarator, attributes)));

    private static readonly Parser<ParameterSyntax[]> Parameters = IfStarts(
        static at => at.Kind == TokenKind.RightParenthesis,
        Nothing<ParameterSyntax[]>([]),
        Separated(Parameter));

    // function-suffix = "(" [ parameter { "," parameter } ] ")"
    private static readonly Parser<SuffixSyntax> FunctionSuffix = Sequence(
        Take(static token => token),
        Parameters,
        Expect(TokenKind.RightParenthesis, ExpectedParenthesis),
        static (open, parameters, _) => (SuffixSyntax)new FunctionSuffixSyntax(open, parameters));

    private static readonly TokenSet SuffixFirst = new(TokenKind.LeftBracket, TokenKind.LeftParenthesis);

    private static readonly Parser<SuffixSyntax[]> Suffixes = While(
        SuffixFirst,
        OneOf(ExpectedSuffix, ([TokenKind.LeftBracket], ArraySuffix), ([TokenKind.LeftParenthesis], FunctionSuffix)));

    // name = identifier { "[[" ... "]]" }
    private static readonly Parser<CoreSyntax?> Name = static input =>
    {
        var at = (TokenInput)input;
        if (at.Next.Kind != TokenKind.AttributeOpen)
        {
            return Success<CoreSyntax?>(new CoreSyntax(at.Token, null), at.Next);
        }

        IResult<SpecifierSyntax[]> attributes = Attributes.AttributeSpecifiers(at.Next);
        return attributes.WasSuccessful
            ? Success<CoreSyntax?>(new CoreSyntax(at.Token, null) { Attributes = attributes.Value }, attributes.Remainder)
            : Failed<SpecifierSyntax[], CoreSyntax?>(attributes);
    };

    private static readonly Parser<CoreSyntax?> NoCore = Nothing<CoreSyntax?>(null);

    // declarator = pointer (identifier | "(" declarator ")") { array-suffix | function-suffix }
    public static readonly Parser<DeclaratorSyntax> Declarator = Around(OneOf(
        ExpectedName,
        ([TokenKind.Identifier], Name),
        ([TokenKind.LeftParenthesis], Parenthesized(Later(static () => Declarator!)))));

    // abstract-declarator = pointer [ "(" abstract-declarator ")" ] { array-suffix | function-suffix }
    public static readonly Parser<DeclaratorSyntax> AbstractDeclarator = Around(IfStarts(
        OpensDeclarator, Parenthesized(Later(static () => AbstractDeclarator!)), NoCore));

    // parameter-declarator = pointer [ identifier | "(" parameter-declarator ")" ] { array-suffix | function-suffix }
    public static readonly Parser<DeclaratorSyntax> ParameterDeclarator = Around(IfStarts(
        static at => at.Kind == TokenKind.Identifier,
        Name,
        IfStarts(OpensDeclarator, Parenthesized(Later(static () => ParameterDeclarator!)), NoCore)));

    private static Parser<DeclaratorSyntax> Around(Parser<CoreSyntax?> core) => Surrounded(
        PrefixFirst,
        Pointer,
        core,
        SuffixFirst,
        Suffixes,
        static (prefix, middle, suffixes) => new DeclaratorSyntax(prefix, middle, suffixes));

    private static Parser<CoreSyntax?> Parenthesized(Parser<DeclaratorSyntax> declarator) => Sequence(
        Take(static token => token),
        declarator,
        Expect(TokenKind.RightParenthesis, ExpectedInner),
        static (_, inner, _) => (CoreSyntax?)new CoreSyntax(null, inner));

    // C11 6.7.6.3p11: where a declarator may be abstract, "(" before a type or ")" opens a parameter list.
    private static bool OpensDeclarator(TokenInput at)
    {
        if (at.Kind != TokenKind.LeftParenthesis)
        {
            return false;
        }

        TokenInput next = at.Next;
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
