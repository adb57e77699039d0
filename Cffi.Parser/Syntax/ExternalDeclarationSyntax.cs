using Cffi.Parser.Lexing;

namespace Cffi.Parser.Syntax;

/// <summary>An external declaration (C11 6.9). Its kinds are the derived classes.</summary>
/// <param name="First">The first token.</param>
internal abstract record ExternalDeclarationSyntax(Token First);

/// <summary>A declaration, or a function definition whose body was skipped.</summary>
/// <param name="First">The first token.</param>
/// <param name="Specifiers">The declaration specifiers.</param>
/// <param name="Declarators">The declarators.</param>
/// <param name="End">The semicolon, or the brace that opens the body.</param>
internal sealed record DeclarationSyntax(
    Token First, SpecifierSyntax[] Specifiers, InitDeclaratorSyntax[] Declarators, Token End)
    : ExternalDeclarationSyntax(First);

/// <summary>A static assertion (C11 6.7.10).</summary>
internal sealed record StaticAssertionSyntax(Token First, ExpressionSyntax Condition, Token[] Message) : ExternalDeclarationSyntax(First);

/// <summary>A superfluous semicolon.</summary>
internal sealed record EmptyDeclarationSyntax(Token First) : ExternalDeclarationSyntax(First);

/// <summary>Assembler text at the outermost level, a GNU extension that is skipped.</summary>
internal sealed record AssemblySyntax(Token First) : ExternalDeclarationSyntax(First);

/// <summary>A declarator with its trailer and initializer.</summary>
/// <param name="Declarator">The declarator.</param>
/// <param name="Trailer">The symbol's name and attributes; null for none.</param>
/// <param name="Initializer">The initializer after <c>=</c>; null for none.</param>
internal sealed record InitDeclaratorSyntax(DeclaratorSyntax Declarator, TrailerSyntax? Trailer, InitializerSyntax? Initializer);

/// <summary>The trailer of a declarator: <c>asm("symbol")</c> and attributes.</summary>
internal sealed record TrailerSyntax(Token[]? Symbol, SpecifierSyntax[] Attributes);

/// <summary>An initializer; the expression is null if it is a list in braces.</summary>
internal sealed record InitializerSyntax(Token First, ExpressionSyntax? Value);
