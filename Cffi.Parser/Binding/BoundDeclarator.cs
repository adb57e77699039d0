using Cffi.Parser.Lexing;
using Cffi.Parser.Syntax;

namespace Cffi.Parser.Binding;

/// <summary>What a declarator means.</summary>
/// <param name="Name">The name; null for an abstract declarator.</param>
/// <param name="Type">The type.</param>
/// <param name="Attributes">What the attributes of the specifiers and of the declarator say of what is declared. A convention that a parameter list took is not among them.</param>
/// <param name="Parameters">The parameter list, where the declarator declares a function itself.</param>
internal readonly record struct BoundDeclarator(Token? Name, CType Type, BoundAttributes Attributes, FunctionSuffixSyntax? Parameters);
