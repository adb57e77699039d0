using Cffi.Parser.Lexing;
using Cffi.Parser.Syntax;
using Sprache;
using static Cffi.Parser.Grammar.Rules;

namespace Cffi.Parser.Grammar;

/// <summary>Declaration specifiers and type names (C11 6.7, 6.7.7).</summary>
internal static class Specifiers
{
    private static readonly Expectation ExpectedType = new("", "a type");
    private static readonly Expectation ExpectedOpen = new("", "'('");
    private static readonly Expectation ExpectedClose = new("", "')'");
    private static readonly Expectation ExpectedEnd = new("after the type name", "the end", "'*'", "'['", "'('");

    private static readonly TokenSet SingleWords =
        new TokenSet(TokenKind.Ellipsis).With(First.Words).With(First.TypeWords).With(First.Conventions);

    // declaration-specifier = storage-class-specifier | type-specifier | type-qualifier | function-specifier
    //                       | alignment-specifier | calling-convention | attribute-specifier
    // alignment-specifier   = "_Alignas" "(" (type-name | constant-expression) ")"
    // atomic-type-specifier = "_Atomic" "(" type-name ")"; without the parenthesis it is a qualifier
    // typeof-specifier      = "typeof" "(" (type-name | expression) ")"
    // bit-int-specifier     = "_BitInt" "(" constant-expression ")"
    private static readonly Parser<SpecifierSyntax> DeclarationSpecifier = static input =>
    {
        var at = (Token)input;
        switch (at.Kind)
        {
            case TokenKind.Identifier:
                return Success<SpecifierSyntax>(new TypedefNameSyntax(at), at.Next);
            case TokenKind.Struct or TokenKind.Union:
                return Records.RecordSpecifier(at);
            case TokenKind.Enum:
                return Enums.EnumSpecifier(at);
            case TokenKind.Atomic when at.Next.Kind == TokenKind.LeftParenthesis:
                return InParentheses(at, TypeName!, static (word, type) => new AtomicTypeSyntax(word, type));
            case TokenKind.AlignAs:
                return InParentheses(at, Expressions.Operand, static (word, operand) => new AlignAsSyntax(word, operand));
            case TokenKind.TypeOf:
                return InParentheses(at, Expressions.Operand, static (word, operand) => new TypeOfSyntax(word, operand));
            case TokenKind.BitInt:
                return InParentheses(at, Expressions.ConstantExpression, static (word, width) => new BitIntSyntax(word, width));
            case TokenKind.Attribute or TokenKind.DeclSpec or TokenKind.AttributeOpen:
                return Attributes.AttributeSpecifier(at);
            default:
                return at.Kind == TokenKind.Atomic || SingleWords.Contains(at)
                    ? Success<SpecifierSyntax>(new WordSyntax(at), at.Next)
                    : Fail<SpecifierSyntax>(at, ExpectedType);
        }
    };

    // declaration-specifiers = declaration-specifier { declaration-specifier }
    // An identifier is a typedef name only if no type specifier precedes it: "unsigned T;" declares T.
    public static IResult<object>? ReadSpecifiers(ref Token at, out SpecifierSyntax[] all)
    {
        all = [];
        var specifiers = default(Elements<SpecifierSyntax>);
        bool hasType = false;
        bool isTypedef = false;
        while (Continues(at, hasType, isTypedef))
        {
            SpecifierSyntax specifier;
            isTypedef |= at.Kind == TokenKind.Typedef;
            if (SingleWords.Contains(at))
            {
                // Most are single words, so no result is allocated for each.
                specifier = new WordSyntax(at);
                at = at.Next;
            }
            else
            {
                IResult<SpecifierSyntax> result = DeclarationSpecifier(at);
                if (!result.Read(ref at, out specifier))
                {
                    return result;
                }
            }

            hasType |= IsType(specifier);
            specifiers.Add(specifier);
        }

        all = specifiers.ToArray();
        return all.Length > 0 ? null : Fail<object>(at, ExpectedType);
    }

    // type-name = specifier-qualifier-list abstract-declarator
    public static readonly Parser<TypeNameSyntax> TypeName = static input =>
    {
        var at = (Token)input;
        if (ReadSpecifiers(ref at, out SpecifierSyntax[] specifiers) is { } noType)
        {
            return noType.As<TypeNameSyntax>();
        }

        return Declarators.ReadDeclarator(ref at, DeclaratorForm.Abstract, out DeclaratorSyntax declarator) is { } failure
            ? failure.As<TypeNameSyntax>()
            : Success(new TypeNameSyntax(specifiers, declarator), at);
    };

    // A type name with nothing after it.
    public static readonly Parser<TypeNameSyntax> WholeTypeName = static input =>
    {
        var at = (Token)input;
        IResult<TypeNameSyntax> type = TypeName(at);
        return !type.Read(ref at, out _) || at.Kind == TokenKind.EndOfText ? type : Fail<TypeNameSyntax>(at, ExpectedEnd);
    };

    // keyword "(" rule ")"
    private static IResult<SpecifierSyntax> InParentheses<T>(Token at, Parser<T> rule, Func<Token, T, SpecifierSyntax> build)
        where T : class
    {
        Token word = at;
        at = at.Next;
        if (at.Kind != TokenKind.LeftParenthesis)
        {
            return Fail<SpecifierSyntax>(at, ExpectedOpen);
        }

        IResult<T> result = rule(at.Next);
        if (!result.Read(ref at, out T value))
        {
            return result.As<SpecifierSyntax>();
        }

        return at.Kind == TokenKind.RightParenthesis ? Success(build(word, value), at.Next) : Fail<SpecifierSyntax>(at, ExpectedClose);
    }

    private static bool Continues(Token at, bool hasType, bool isTypedef) => at.Kind switch
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
