using Cffi.Parser.Lexing;
using Cffi.Parser.Syntax;
using Sprache;
using static Cffi.Parser.Grammar.Rules;

namespace Cffi.Parser.Grammar;

/// <summary>Structures and unions (C11 6.7.2.1).</summary>
internal static class Records
{
    private static readonly Expectation ExpectedTag = new("", "a tag or '{'");
    private static readonly Expectation ExpectedMemberEnd = new("after member", "';'", "','", "':'", "'['", "'('");
    private static readonly Expectation ExpectedPartialEnd = new("after '...'", "';'");
    private static readonly Expectation ExpectedBrace = new("", "a member", "'}'");

    // member-declarator = (declarator [ ":" constant-expression ] | ":" constant-expression) { attribute-specifier }
    private static readonly Parser<MemberDeclaratorSyntax> MemberDeclarator = static input =>
    {
        var at = (Token)input;
        DeclaratorSyntax? declarator = null;
        if (at.Kind != TokenKind.Colon && Declarators.ReadDeclarator(ref at, DeclaratorForm.Named, out declarator) is { } noName)
        {
            return noName.As<MemberDeclaratorSyntax>();
        }

        ExpressionSyntax? width = null;
        if (at.Kind == TokenKind.Colon)
        {
            IResult<ExpressionSyntax> value = Expressions.ConditionalExpression(at.Next);
            if (!value.Read(ref at, out width))
            {
                return value.As<MemberDeclaratorSyntax>();
            }
        }

        return Attributes.ReadAny(ref at, out SpecifierSyntax[] attributes) is { } failure
            ? failure.As<MemberDeclaratorSyntax>()
            : Success(new MemberDeclaratorSyntax(declarator, width, attributes), at);
    };

    // members = declaration-specifiers [ member-declarator { "," member-declarator } ] ";"
    private static readonly Parser<MemberDeclarationSyntax> Members = static input =>
    {
        var at = (Token)input;
        if (Specifiers.ReadSpecifiers(ref at, out SpecifierSyntax[] specifiers) is { } noType)
        {
            return noType.As<MemberDeclarationSyntax>();
        }

        MemberDeclaratorSyntax[] declarators = [];
        if (at.Kind != TokenKind.Semicolon)
        {
            IResult<MemberDeclaratorSyntax[]> list = Separated(at, MemberDeclarator);
            if (!list.Read(ref at, out declarators))
            {
                return list.As<MemberDeclarationSyntax>();
            }
        }

        return at.Kind == TokenKind.Semicolon
            ? Success<MemberDeclarationSyntax>(new MembersSyntax(specifiers[0].First, specifiers, declarators), at.Next)
            : Fail<MemberDeclarationSyntax>(at, ExpectedMemberEnd);
    };

    // member-declaration = members | "..." ";" | static-assertion | ";"
    private static readonly Parser<MemberDeclarationSyntax> MemberDeclaration = static input =>
    {
        var at = (Token)input;
        switch (at.Kind)
        {
            case TokenKind.Ellipsis:
                return at.Next.Kind == TokenKind.Semicolon
                    ? Success<MemberDeclarationSyntax>(new PartialMembersSyntax(at), at.Next.Next)
                    : Fail<MemberDeclarationSyntax>(at.Next, ExpectedPartialEnd);
            case TokenKind.Extension when at.Next.Kind == TokenKind.StaticAssert:
            case TokenKind.StaticAssert:
                IResult<StaticAssertionSyntax> result = ExternalDeclarations.StaticAssertion(at.Kind == TokenKind.Extension ? at.Next : at);
                return result.Read(ref at, out StaticAssertionSyntax assertion)
                    ? Success<MemberDeclarationSyntax>(new MemberAssertionSyntax(assertion), at)
                    : result.As<MemberDeclarationSyntax>();
            case TokenKind.Semicolon:
                return Success<MemberDeclarationSyntax>(new EmptyMemberSyntax(at), at.Next);
            default:
                return Members(at);
        }
    };

    private static readonly TokenSet MemberFirst =
        First.Keyword.With(TokenKind.Identifier, TokenKind.Ellipsis, TokenKind.StaticAssert, TokenKind.Semicolon);

    // record-body = "{" { member-declaration } "}" { attribute-specifier }
    private static readonly Parser<RecordBodySyntax> RecordBody = static input =>
    {
        var at = (Token)input;
        Token open = at;
        IResult<MemberDeclarationSyntax[]> list = While(at.Next, MemberFirst, MemberDeclaration);
        if (!list.Read(ref at, out MemberDeclarationSyntax[] members))
        {
            return list.As<RecordBodySyntax>();
        }

        Token close = at;
        if (at.Kind != TokenKind.RightBrace)
        {
            return Fail<RecordBodySyntax>(at, ExpectedBrace);
        }

        at = at.Next;
        return Attributes.ReadAny(ref at, out SpecifierSyntax[] attributes) is { } failure
            ? failure.As<RecordBodySyntax>()
            : Success(new RecordBodySyntax(open, members, close, attributes), at);
    };

    // record-specifier = ("struct" | "union") { attribute-specifier } (identifier [ record-body ] | record-body)
    public static readonly Parser<SpecifierSyntax> RecordSpecifier = static input =>
    {
        var at = (Token)input;
        Token word = at;
        at = at.Next;
        if (Tags.ReadHead(ref at, out SpecifierSyntax[] attributes, out Token? tag) is { } failure)
        {
            return failure.As<SpecifierSyntax>();
        }

        if (tag is null && at.Kind != TokenKind.LeftBrace)
        {
            return Fail<SpecifierSyntax>(at, ExpectedTag);
        }

        RecordBodySyntax? body = null;
        if (at.Kind == TokenKind.LeftBrace)
        {
            IResult<RecordBodySyntax> braces = RecordBody(at);
            if (!braces.Read(ref at, out body))
            {
                return braces.As<SpecifierSyntax>();
            }
        }

        return Success<SpecifierSyntax>(new RecordSpecifierSyntax(word, tag, body, attributes), at);
    };
}
