using Cffi.Parser.Lexing;

namespace Cffi.Parser.Syntax;

/// <summary>A declarator, abstract or not (C11 6.7.6, 6.7.7).</summary>
/// <param name="Prefix">Stars with their qualifiers, calling conventions and attributes, in the order of the text.</param>
/// <param name="OwnName">The name in the middle; null if there is a declarator in parentheses, or nothing.</param>
/// <param name="Inner">The declarator in parentheses; null for none.</param>
/// <param name="Attributes">C23's attributes directly after the name.</param>
/// <param name="Suffixes">Array lengths and parameter lists, in the order of the text.</param>
internal sealed record DeclaratorSyntax(
    SpecifierSyntax[] Prefix, Token? OwnName, DeclaratorSyntax? Inner, SpecifierSyntax[] Attributes, SuffixSyntax[] Suffixes)
{
    /// <summary>The declared name; null for an abstract declarator.</summary>
    public Token? Name => OwnName ?? Inner?.Name;
}

/// <summary>A suffix of a declarator. Its kinds are the derived classes.</summary>
internal abstract record SuffixSyntax(Token First);

/// <summary><c>[length]</c>.</summary>
/// <param name="First">The opening bracket.</param>
/// <param name="Words"><c>static</c> and qualifiers.</param>
/// <param name="Length">The length, if it is an expression.</param>
/// <param name="Mark"><c>*</c> or <c>...</c> in place of a length.</param>
internal sealed record ArraySuffixSyntax(Token First, SpecifierSyntax[] Words, ExpressionSyntax? Length, Token? Mark)
    : SuffixSyntax(First);

/// <summary><c>(parameters)</c>.</summary>
internal sealed record FunctionSuffixSyntax(Token First, ParameterSyntax[] Parameters) : SuffixSyntax(First);

/// <summary>A parameter, or the <c>...</c> that ends their list: in that case the declarator is null.</summary>
internal sealed record ParameterSyntax(
    Token First, SpecifierSyntax[] Specifiers, DeclaratorSyntax? Declarator, SpecifierSyntax[] Attributes);
