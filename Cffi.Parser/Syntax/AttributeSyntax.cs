using Cffi.Parser.Lexing;

namespace Cffi.Parser.Syntax;

/// <summary>One attribute of a list.</summary>
/// <param name="Name">Its name, with underscores if it is written so.</param>
/// <param name="Namespace">What stands before <c>::</c>; null for nothing.</param>
/// <param name="Arguments">The arguments as C text; null where there are no parentheses.</param>
/// <param name="Argument">The argument of an attribute that takes an expression (such as <c>aligned</c>); null for all others.</param>
internal sealed record AttributeSyntax(Token Name, Token? Namespace, IReadOnlyList<string>? Arguments, ExpressionSyntax? Argument);
