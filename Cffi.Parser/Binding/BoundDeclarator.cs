using Cffi.Parser.Lexing;
using Cffi.Parser.Syntax;

namespace Cffi.Parser.Binding;

/// <summary>The result of binding a declarator.</summary>
/// <param name="Name">The name; null for an abstract declarator.</param>
/// <param name="Type">The type.</param>
/// <param name="Attributes">The attributes of the specifiers and of the declarator, without a convention that belongs to a parameter list.</param>
/// <param name="Parameters">The parameter list, if the declarator declares a function itself.</param>
internal readonly record struct BoundDeclarator(Token? Name, CType Type, BoundAttributes Attributes, FunctionSuffixSyntax? Parameters);
