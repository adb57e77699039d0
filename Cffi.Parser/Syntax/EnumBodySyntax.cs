using Cffi.Parser.Lexing;

namespace Cffi.Parser.Syntax;

/// <summary>The body of an enum.</summary>
internal sealed record EnumBodySyntax(
    Token Open, EnumeratorSyntax[] Enumerators, Token Close, SpecifierSyntax[] Attributes);

/// <summary>An enumerator.</summary>
/// <param name="Name">Its name, or <c>...</c> if the compiler knows more enumerators.</param>
/// <param name="Value">The expression after <c>=</c>, if any.</param>
/// <param name="Attributes">Those after the name.</param>
/// <param name="IsPartial">Whether <c>...</c> replaces the value.</param>
internal sealed record EnumeratorSyntax(Token Name, ExpressionSyntax? Value, SpecifierSyntax[] Attributes, bool IsPartial);
