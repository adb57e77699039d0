using Cffi.Parser.Lexing;

namespace Cffi.Parser.Syntax;

/// <summary>The body of a struct or union.</summary>
/// <param name="Open">The opening brace.</param>
/// <param name="Members">The member declarations.</param>
/// <param name="Close">The closing brace.</param>
/// <param name="Attributes">The attributes after the closing brace.</param>
internal sealed record RecordBodySyntax(
    Token Open, MemberDeclarationSyntax[] Members, Token Close, SpecifierSyntax[] Attributes);

/// <summary>An element of the body of a struct or union. Its kinds are the derived classes.</summary>
internal abstract record MemberDeclarationSyntax(Token First);

/// <summary>Members of one type.</summary>
internal sealed record MembersSyntax(Token First, SpecifierSyntax[] Specifiers, MemberDeclaratorSyntax[] Declarators)
    : MemberDeclarationSyntax(First);

/// <summary><c>...;</c>: the compiler knows the rest.</summary>
internal sealed record PartialMembersSyntax(Token First) : MemberDeclarationSyntax(First);

/// <summary>A static assertion among the members.</summary>
internal sealed record MemberAssertionSyntax(StaticAssertionSyntax Assertion) : MemberDeclarationSyntax(Assertion.First);

/// <summary>A superfluous semicolon.</summary>
internal sealed record EmptyMemberSyntax(Token First) : MemberDeclarationSyntax(First);

/// <summary>A member's declarator, its width and its attributes.</summary>
internal sealed record MemberDeclaratorSyntax(DeclaratorSyntax? Declarator, ExpressionSyntax? Width, SpecifierSyntax[] Attributes);
