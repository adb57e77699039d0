using Cffi.Parser.Lexing;

namespace Cffi.Parser.Syntax;

/// <summary>One attribute of a list.</summary>
/// <param name="Name">Its name, with underscores if it is written so.</param>
/// <param name="Argument">The argument of an attribute that takes an expression (<c>aligned</c>); null for all others.</param>
internal sealed record AttributeSyntax(Token Name, ExpressionSyntax? Argument);
