using Cffi.Parser.Lexing;
using Cffi.Parser.Syntax;
using Sprache;
using static Cffi.Parser.Grammar.Rules;

namespace Cffi.Parser.Grammar;

/// <summary>Enumerations (C11 6.7.2.2, C23 6.7.3.3).</summary>
internal static class Enums
{
    private static readonly Expectation ExpectedTag = new("", "a tag or '{'");
    private static readonly Expectation ExpectedEnumerator = new("", "the name of an enumerator");
    private static readonly Expectation ExpectedBrace = new("after enumerator", "','", "'='", "'}'");

    // enumerator = identifier { attribute-specifier } [ "=" (constant-expression | "...") ] | "..."
    private static readonly Parser<EnumeratorSyntax> Enumerator = static input =>
    {
        var at = (Token)input;
        Token name = at;
        if (at.Kind == TokenKind.Ellipsis)
        {
            return Success(new EnumeratorSyntax(name, null, [], IsPartial: true), at.Next);
        }

        if (at.Kind != TokenKind.Identifier)
        {
            return Fail<EnumeratorSyntax>(at, ExpectedEnumerator);
        }

        at = at.Next;
        if (Attributes.ReadAny(ref at, out SpecifierSyntax[] attributes) is { } failure)
        {
            return failure.As<EnumeratorSyntax>();
        }

        if (at.Kind != TokenKind.Equal)
        {
            return Success(new EnumeratorSyntax(name, null, attributes, IsPartial: false), at);
        }

        if (at.Next.Kind == TokenKind.Ellipsis)
        {
            return Success(new EnumeratorSyntax(name, null, attributes, IsPartial: true), at.Next.Next);
        }

        IResult<ExpressionSyntax> expression = Expressions.ConditionalExpression(at.Next);
        return expression.Read(ref at, out ExpressionSyntax value)
            ? Success(new EnumeratorSyntax(name, value, attributes, IsPartial: false), at)
            : expression.As<EnumeratorSyntax>();
    };

    // enum-body = "{" enumerator { "," enumerator } [ "," ] "}" { attribute-specifier }
    private static readonly Parser<EnumBodySyntax> EnumBody = static input =>
    {
        var at = (Token)input;
        Token open = at;
        IResult<EnumeratorSyntax[]> list = Separated(at.Next, Enumerator, TokenKind.RightBrace);
        if (!list.Read(ref at, out EnumeratorSyntax[] enumerators))
        {
            return list.As<EnumBodySyntax>();
        }

        Token close = at;
        if (at.Kind != TokenKind.RightBrace)
        {
            return Fail<EnumBodySyntax>(at, ExpectedBrace);
        }

        at = at.Next;
        return Attributes.ReadAny(ref at, out SpecifierSyntax[] attributes) is { } failure
            ? failure.As<EnumBodySyntax>()
            : Success(new EnumBodySyntax(open, enumerators, close, attributes), at);
    };

    // enum-specifier = "enum" { attribute-specifier } [ identifier ] [ ":" declaration-specifiers ] [ enum-body ]
    public static readonly Parser<SpecifierSyntax> EnumSpecifier = static input =>
    {
        var at = (Token)input;
        Token word = at;
        at = at.Next;
        if (Tags.ReadHead(ref at, out SpecifierSyntax[] attributes, out Token? tag) is { } failure)
        {
            return failure.As<SpecifierSyntax>();
        }

        if (tag is null && at.Kind is not (TokenKind.LeftBrace or TokenKind.Colon))
        {
            return Fail<SpecifierSyntax>(at, ExpectedTag);
        }

        SpecifierSyntax[]? underlying = null;
        if (IsUnderlying(at))
        {
            at = at.Next;
            if (Specifiers.ReadSpecifiers(ref at, out underlying) is { } noType)
            {
                return noType.As<SpecifierSyntax>();
            }
        }

        EnumBodySyntax? body = null;
        if (at.Kind == TokenKind.LeftBrace)
        {
            IResult<EnumBodySyntax> braces = EnumBody(at);
            if (!braces.Read(ref at, out body))
            {
                return braces.As<SpecifierSyntax>();
            }
        }

        return Success<SpecifierSyntax>(new EnumSpecifierSyntax(word, tag, underlying, body, attributes), at);
    };

    // Before a width, as in "enum e : 3;", the colon is a bit-field's.
    private static bool IsUnderlying(Token at) => at.Kind == TokenKind.Colon
        && (at.Next.Kind == TokenKind.Identifier ? at.Next.IsTypedefName() : First.Keyword.Contains(at.Next));
}
