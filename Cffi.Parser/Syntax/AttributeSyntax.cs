using Cffi.Parser.Lexing;

namespace Cffi.Parser.Syntax;

/// <summary>One attribute of a list.</summary>
/// <param name="Name">Its name, including underscores if it is written with them.</param>
/// <param name="Namespace">The name before <c>::</c>; null for none.</param>
/// <param name="Arguments">The arguments as C text; null if there are no parentheses.</param>
/// <param name="Argument">The argument of an attribute that takes an expression (such as <c>aligned</c>); null for all others.</param>
internal sealed record AttributeSyntax(Token Name, Token? Namespace, IReadOnlyList<string>? Arguments, ExpressionSyntax? Argument);
