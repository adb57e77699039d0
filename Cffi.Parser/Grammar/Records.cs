using Cffi.Parser.Lexing;
using Cffi.Parser.Syntax;
using Sprache;
using static Cffi.Parser.Grammar.Predictive;

namespace Cffi.Parser.Grammar;

/// <summary>Structures, unions and enums (C11 6.7.2.1, 6.7.2.2).</summary>
internal static class Records
{
    private static readonly Expectation ExpectedTag = new("", "a tag or '{'");
    private static readonly Expectation ExpectedMemberEnd = new("after member", "';'", "','", "':'", "'['", "'('");
    private static readonly Expectation ExpectedPartialEnd = new("after '...'", "';'");
    private static readonly Expectation ExpectedBrace = new("", "a member", "'}'");
    private static readonly Expectation ExpectedEnumerator = new("", "the name of an enumerator");
    private static readonly Expectation ExpectedEnumBrace = new("after enumerator", "','", "'='", "'}'");

    private static readonly Parser<Token> Semicolon = Expect(TokenKind.Semicolon, ExpectedMemberEnd);

    private static readonly Parser<SpecifierSyntax[]> AttributesHere = Later(static () => Attributes.AttributeSpecifiers);

    private static readonly Parser<ExpressionSyntax> Width = Sequence(
        Take(static token => token), Later(static () => Expressions.ConditionalExpression), static (_, value) => value);

    private static readonly Parser<ExpressionSyntax?> OptionalWidth = Optional(new TokenSet(TokenKind.Colon), Width);

    private static readonly Parser<DeclaratorSyntax?> MemberName = IfStarts(
        static at => at.Kind == TokenKind.Colon,
        Nothing<DeclaratorSyntax?>(null),
        Later(static () => (Parser<DeclaratorSyntax?>)Declarators.Declarator));

    // member-declarator = (declarator [ ":" constant-expression ] | ":" constant-expression) { attribute-specifier }
    private static readonly Parser<MemberDeclaratorSyntax> MemberDeclarator = Sequence(
        MemberName,
        OptionalWidth,
        AttributesHere,
        static (declarator, width, attributes) => new MemberDeclaratorSyntax(declarator, width, attributes));

    // member-declarators = [ member-declarator { "," member-declarator } ]
    private static readonly Parser<MemberDeclaratorSyntax[]> MemberDeclarators = IfStarts(
        static at => at.Kind == TokenKind.Semicolon,
        Nothing<MemberDeclaratorSyntax[]>([]),
        Separated(MemberDeclarator));

    private static readonly Parser<MemberDeclarationSyntax> Members = Sequence(
        Specifiers.DeclarationSpecifiers,
        MemberDeclarators,
        Semicolon,
        static (specifiers, declarators, _) => (MemberDeclarationSyntax)new MembersSyntax(specifiers[0].First, specifiers, declarators));

    private static readonly Parser<MemberDeclarationSyntax> PartialMembers = Sequence(
        Take(static token => token),
        Expect(TokenKind.Semicolon, ExpectedPartialEnd),
        static (dots, _) => (MemberDeclarationSyntax)new PartialMembersSyntax(dots));

    private static readonly Parser<MemberDeclarationSyntax> MemberAssertion = Map(
        Later(static () => ExternalDeclarations.StaticAssertion), static assertion => (MemberDeclarationSyntax)new MemberAssertionSyntax(assertion));

    // member-declaration = declaration-specifiers member-declarators ";" | "..." ";" | static-assertion | ";"
    private static readonly Parser<MemberDeclarationSyntax> MemberDeclaration = static input => ((TokenInput)input).Kind switch
    {
        TokenKind.Ellipsis => PartialMembers(input),
        TokenKind.StaticAssert => MemberAssertion(input),
        TokenKind.Extension when ((TokenInput)input).Next.Kind == TokenKind.StaticAssert => MemberAssertion(input.Advance()),
        TokenKind.Semicolon => Success<MemberDeclarationSyntax>(new EmptyMemberSyntax(((TokenInput)input).Token), ((TokenInput)input).Next),
        _ => Members(input),
    };

    private static readonly TokenSet MemberFirst =
        First.Keyword.With(TokenKind.Identifier, TokenKind.Ellipsis, TokenKind.StaticAssert, TokenKind.Semicolon);

    // record-body = "{" { member-declaration } "}" { attribute-specifier }
    private static readonly Parser<RecordBodySyntax> RecordBody = Sequence(
        Take(static token => token),
        While(MemberFirst, MemberDeclaration),
        Expect(TokenKind.RightBrace, ExpectedBrace),
        AttributesHere,
        static (open, members, close, attributes) => new RecordBodySyntax(open, members, close, attributes));

    private static readonly Parser<Token?> OptionalTag = IfStarts(
        static at => at.Kind == TokenKind.Identifier,
        Take<Token?>(static token => token),
        Nothing<Token?>(null));

    private static readonly Parser<Token?> RequiredTag = Expect(TokenKind.Identifier, ExpectedTag);

    private static readonly Parser<Token?> TagBeforeBody = IfStarts(static at => at.Kind == TokenKind.LeftBrace, OptionalTag, RequiredTag);

    private static readonly Parser<RecordBodySyntax?> OptionalRecordBody = Optional(new TokenSet(TokenKind.LeftBrace), RecordBody);

    // record-specifier = ("struct" | "union") { attribute-specifier } (identifier [ record-body ] | record-body)
    public static readonly Parser<SpecifierSyntax> RecordSpecifier = Sequence(
        Take(static token => token),
        AttributesHere,
        TagBeforeBody,
        OptionalRecordBody,
        static (word, attributes, tag, body) => (SpecifierSyntax)new RecordSpecifierSyntax(word, tag, body, attributes));

    private static readonly Parser<EnumeratorValueSyntax> NoValue = Nothing(new EnumeratorValueSyntax(null, IsPartial: false));

    private static readonly Parser<EnumeratorValueSyntax> PartialValue = Sequence(
        Take(static token => token), Take(static token => token), static (_, _) => new EnumeratorValueSyntax(null, IsPartial: true));

    private static readonly Parser<EnumeratorValueSyntax> ConstantValue = Sequence(
        Take(static token => token),
        Later(static () => Expressions.ConditionalExpression),
        static (_, value) => new EnumeratorValueSyntax(value, IsPartial: false));

    // enumerator-value = [ "=" (constant-expression | "...") ]
    private static readonly Parser<EnumeratorValueSyntax> EnumeratorValue = IfStarts(
        static at => at.Kind != TokenKind.Equal,
        NoValue,
        IfStarts(static at => at.Next.Kind == TokenKind.Ellipsis, PartialValue, ConstantValue));

    // enumerator = identifier { attribute-specifier } enumerator-value | "..."
    private static readonly Parser<EnumeratorSyntax> Enumerator = IfStarts(
        static at => at.Kind == TokenKind.Ellipsis,
        Take(static token => new EnumeratorSyntax(token, null, [], IsPartial: true)),
        Sequence(
            Expect(TokenKind.Identifier, ExpectedEnumerator),
            AttributesHere,
            EnumeratorValue,
            static (name, attributes, value) => new EnumeratorSyntax(name, value.Value, attributes, value.IsPartial)));

    // enum-body = "{" enumerator { "," enumerator } [ "," ] "}" { attribute-specifier }
    private static readonly Parser<EnumBodySyntax> EnumBody = Sequence(
        Take(static token => token),
        Separated(Enumerator, TokenKind.RightBrace),
        Expect(TokenKind.RightBrace, ExpectedEnumBrace),
        AttributesHere,
        static (open, enumerators, close, attributes) => new EnumBodySyntax(open, enumerators, close, attributes));

    private static readonly Parser<EnumBodySyntax?> OptionalEnumBody = Optional(new TokenSet(TokenKind.LeftBrace), EnumBody);

    // enum-underlying = [ ":" declaration-specifiers ]; before a width, as in "enum e : 3;", the colon is a bit-field's
    private static readonly Parser<SpecifierSyntax[]?> Underlying = IfStarts(
        static at => at.Kind == TokenKind.Colon && (at.Next.Kind == TokenKind.Identifier ? at.Next.IsTypedefName() : First.Keyword.Contains(at.Next)),
        Sequence(Take(static token => token), Specifiers.DeclarationSpecifiers, static (_, type) => (SpecifierSyntax[]?)type),
        Nothing<SpecifierSyntax[]?>(null));

    private static readonly Parser<EnumHeadSyntax> EnumHead = Sequence(
        IfStarts(static at => at.Kind is TokenKind.LeftBrace or TokenKind.Colon, OptionalTag, RequiredTag),
        Underlying,
        static (tag, underlying) => new EnumHeadSyntax(tag, underlying));

    // enum-specifier = "enum" { attribute-specifier } [ identifier ] enum-underlying [ enum-body ]
    public static readonly Parser<SpecifierSyntax> EnumSpecifier = Sequence(
        Take(static token => token),
        AttributesHere,
        EnumHead,
        OptionalEnumBody,
        static (word, attributes, head, body) => (SpecifierSyntax)new EnumSpecifierSyntax(word, head.Tag, head.Underlying, body, attributes));
}
