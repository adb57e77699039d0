using Cffi.Parser.Lexing;
using Cffi.Parser.Syntax;
using Sprache;
using static Cffi.Parser.Grammar.Predictive;

namespace Cffi.Parser.Grammar;

/// <summary>Declaration specifiers and type names (C11 6.7, 6.7.7).</summary>
internal static class Specifiers
{
    private static readonly Expectation ExpectedType = new("", "a type");
    private static readonly Expectation ExpectedOpen = new("", "'('");
    private static readonly Expectation ExpectedClose = new("", "')'");

    private static readonly Parser<SpecifierSyntax> Word = Take<SpecifierSyntax>(static token => new WordSyntax(token));

    private static readonly Parser<Token> Open = Expect(TokenKind.LeftParenthesis, ExpectedOpen);
    private static readonly Parser<Token> Close = Expect(TokenKind.RightParenthesis, ExpectedClose);

    // alignment-specifier = "_Alignas" "(" (type-name | constant-expression) ")"
    private static readonly Parser<SpecifierSyntax> AlignmentSpecifier =
        WordOf(static () => Expressions.Operand, static (word, operand) => new AlignAsSyntax(word, operand));

    // atomic-type-specifier = "_Atomic" "(" type-name ")"; without the parenthesis it is a qualifier
    private static readonly Parser<SpecifierSyntax> AtomicSpecifier = IfStarts(
        static at => at.Next.Kind == TokenKind.LeftParenthesis,
        WordOf(static () => TypeName!, static (word, type) => new AtomicTypeSyntax(word, type)),
        Word);

    // typeof-specifier = "typeof" "(" (type-name | expression) ")"
    private static readonly Parser<SpecifierSyntax> TypeOfSpecifier =
        WordOf(static () => Expressions.Operand, static (word, operand) => new TypeOfSyntax(word, operand));

    // bit-int-specifier = "_BitInt" "(" constant-expression ")"
    private static readonly Parser<SpecifierSyntax> BitIntSpecifier =
        WordOf(static () => Expressions.ConstantExpression, static (word, width) => new BitIntSyntax(word, width));

    private static readonly TokenSet SingleWords =
        new TokenSet(TokenKind.Ellipsis).With(First.Words).With(First.TypeWords).With(First.Conventions);

    // declaration-specifier = storage-class-specifier | type-specifier | type-qualifier | function-specifier
    //                       | alignment-specifier | calling-convention | attribute-specifier
    private static readonly Parser<SpecifierSyntax> DeclarationSpecifier = OneOf(
        ExpectedType,
        ([TokenKind.Identifier], Take<SpecifierSyntax>(static token => new TypedefNameSyntax(token))),
        ([TokenKind.Struct, TokenKind.Union], Later(static () => Records.RecordSpecifier)),
        ([TokenKind.Enum], Later(static () => Records.EnumSpecifier)),
        ([TokenKind.Atomic], AtomicSpecifier),
        ([TokenKind.AlignAs], AlignmentSpecifier),
        ([TokenKind.TypeOf], TypeOfSpecifier),
        ([TokenKind.BitInt], BitIntSpecifier),
        (First.Attributes, Later(static () => Attributes.AttributeSpecifier)));

    // declaration-specifiers = declaration-specifier { declaration-specifier }
    // An identifier is a typedef name only where no type specifier came before it: "unsigned T;" declares T.
    public static readonly Parser<SpecifierSyntax[]> DeclarationSpecifiers = input =>
    {
        var at = (TokenInput)input;
        var specifiers = default(Elements<SpecifierSyntax>);
        bool hasType = false;
        bool isTypedef = false;
        while (Continues(at, hasType, isTypedef))
        {
            SpecifierSyntax specifier;
            isTypedef |= at.Kind == TokenKind.Typedef;
            if (SingleWords.Contains(at))
            {
                // Most are: no result is made for each.
                specifier = new WordSyntax(at.Token);
                at = at.Next;
            }
            else
            {
                IResult<SpecifierSyntax> result = DeclarationSpecifier(at);
                if (!result.WasSuccessful)
                {
                    return Failed<SpecifierSyntax, SpecifierSyntax[]>(result);
                }

                specifier = result.Value;
                at = (TokenInput)result.Remainder;
            }

            hasType |= IsType(specifier);
            specifiers.Add(specifier);
        }

        SpecifierSyntax[] all = specifiers.ToArray();
        return all.Length > 0 ? Success(all, at) : Fail<SpecifierSyntax[]>(at, ExpectedType);
    };

    // type-name = specifier-qualifier-list abstract-declarator
    public static readonly Parser<TypeNameSyntax> TypeName = Sequence(
        DeclarationSpecifiers,
        Later(static () => Declarators.AbstractDeclarator),
        static (specifiers, declarator) => new TypeNameSyntax(specifiers, declarator));

    private static readonly Expectation ExpectedEnd = new("after the type name", "the end", "'*'", "'['", "'('");

    // A type name with nothing after it.
    public static readonly Parser<TypeNameSyntax> WholeTypeName = Sequence(
        TypeName, Expect(TokenKind.EndOfText, ExpectedEnd), static (type, _) => type);

    // keyword "(" rule ")"
    private static Parser<SpecifierSyntax> WordOf<T>(Func<Parser<T>> rule, Func<Token, T, SpecifierSyntax> build) =>
        Sequence(Take(static token => token), Open, Later(rule), Close, (word, _, value, _) => build(word, value));

    private static bool Continues(TokenInput at, bool hasType, bool isTypedef) => at.Kind switch
    {
        // C23's "auto x = 5;" declares x; no type comes before a '='.
        TokenKind.Identifier => !hasType && at.Next.Kind != TokenKind.Equal,

        // cffi's "typedef ... T;", "typedef int... T;".
        TokenKind.Ellipsis => isTypedef,
        _ => First.Keyword.Contains(at),
    };

    private static bool IsType(SpecifierSyntax specifier) => specifier switch
    {
        WordSyntax word => word.First.Kind is (>= TokenKind.Void and <= TokenKind.Int128) or TokenKind.Ellipsis,
        AlignAsSyntax or AttributesSyntax => false,
        _ => true,
    };
}
