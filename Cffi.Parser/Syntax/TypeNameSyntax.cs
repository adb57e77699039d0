namespace Cffi.Parser.Syntax;

/// <summary>A type name (C11 6.7.7).</summary>
internal sealed record TypeNameSyntax(SpecifierSyntax[] Specifiers, DeclaratorSyntax Declarator);
