using Cffi.Parser.Lexing;

namespace Cffi.Parser.Syntax;

/// <summary>A declaration specifier (C11 6.7), or another element among them. Its kinds are the derived classes.</summary>
/// <param name="First">The first token.</param>
internal abstract record SpecifierSyntax(Token First);

/// <summary>One word: a storage class, type keyword, qualifier, function specifier, calling convention, <c>*</c> or <c>...</c>.</summary>
internal sealed record WordSyntax(Token First) : SpecifierSyntax(First);

/// <summary>An identifier that must be a typedef name.</summary>
internal sealed record TypedefNameSyntax(Token First) : SpecifierSyntax(First);

/// <summary>A struct or union specifier (C11 6.7.2.1).</summary>
/// <param name="First"><c>struct</c> or <c>union</c>.</param>
/// <param name="Tag">The tag, if any.</param>
/// <param name="Body">The braces and their content; null if there are none.</param>
/// <param name="Attributes">The attributes after the keyword.</param>
internal sealed record RecordSpecifierSyntax(
    Token First, Token? Tag, RecordBodySyntax? Body, SpecifierSyntax[] Attributes) : SpecifierSyntax(First);

/// <summary>An enum specifier (C11 6.7.2.2, C23 for the underlying type).</summary>
internal sealed record EnumSpecifierSyntax(
    Token First, Token? Tag, SpecifierSyntax[]? Underlying, EnumBodySyntax? Body, SpecifierSyntax[] Attributes)
    : SpecifierSyntax(First);

/// <summary><c>_Alignas</c> of an expression or of a type (C11 6.7.5).</summary>
internal sealed record AlignAsSyntax(Token First, OperandSyntax Operand) : SpecifierSyntax(First);

/// <summary><c>_Atomic(type)</c> (C11 6.7.2.4).</summary>
internal sealed record AtomicTypeSyntax(Token First, TypeNameSyntax Type) : SpecifierSyntax(First);

/// <summary><c>typeof</c> of a type or of an expression (C23 6.7.3.6).</summary>
internal sealed record TypeOfSyntax(Token First, OperandSyntax Operand) : SpecifierSyntax(First);

/// <summary><c>_BitInt(width)</c> (C23 6.7.3.1).</summary>
internal sealed record BitIntSyntax(Token First, ExpressionSyntax Width) : SpecifierSyntax(First);

/// <summary><c>[[...]]</c>, <c>__attribute__((...))</c> or <c>__declspec(...)</c>.</summary>
internal sealed record AttributesSyntax(Token First, AttributeSyntax[] Attributes) : SpecifierSyntax(First);
