using Cffi.Parser.Lexing;

namespace Cffi.Parser.Syntax;

/// <summary>A declarator, abstract or not (C11 6.7.6, 6.7.7).</summary>
/// <param name="Prefix">Stars with their qualifiers, calling conventions and attributes, in the order of the text.</param>
/// <param name="Core">The name or the declarator in parentheses; null for neither.</param>
/// <param name="Suffixes">Array lengths and parameter lists, in the order of the text.</param>
internal sealed record DeclaratorSyntax(SpecifierSyntax[] Prefix, CoreSyntax? Core, SuffixSyntax[] Suffixes)
{
    /// <summary>The declared name; null for an abstract declarator.</summary>
    public Token? Name => Core?.Name ?? Core?.Inner?.Name;
}

/// <summary>The middle of a declarator: a name, or a declarator in parentheses.</summary>
internal sealed record CoreSyntax(Token? Name, DeclaratorSyntax? Inner)
{
    /// <summary>C23's attributes right after the name.</summary>
    public SpecifierSyntax[] Attributes { get; init; } = [];
}

/// <summary>What follows the middle of a declarator. The kinds are the children.</summary>
internal abstract record SuffixSyntax(Token First);

/// <summary><c>[length]</c>.</summary>
/// <param name="First">The opening bracket.</param>
/// <param name="Words"><c>static</c> and qualifiers.</param>
/// <param name="Length">The length where it is an expression.</param>
/// <param name="Mark"><c>*</c> or <c>...</c> in place of a length.</param>
internal sealed record ArraySuffixSyntax(Token First, SpecifierSyntax[] Words, ExpressionSyntax? Length, Token? Mark)
    : SuffixSyntax(First);

/// <summary>What stands between the brackets of an array suffix, besides words.</summary>
internal sealed record LengthSyntax(ExpressionSyntax? Value, Token? Mark);

/// <summary><c>(parameters)</c>.</summary>
internal sealed record FunctionSuffixSyntax(Token First, ParameterSyntax[] Parameters) : SuffixSyntax(First);

/// <summary>A parameter, or the <c>...</c> that ends their list: then there is no declarator.</summary>
internal sealed record ParameterSyntax(
    Token First, SpecifierSyntax[] Specifiers, DeclaratorSyntax? Declarator, SpecifierSyntax[] Attributes);
