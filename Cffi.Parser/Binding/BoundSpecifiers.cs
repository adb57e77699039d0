using Cffi.Parser.Lexing;

namespace Cffi.Parser.Binding;

/// <summary>The result of binding declaration specifiers.</summary>
internal readonly struct BoundSpecifiers
{
    public BoundSpecifiers(CType type, Token? storage, BoundAttributes attributes)
    {
        Type = type;
        Storage = storage;
        Attributes = attributes;
    }

    /// <summary>The type, with its qualifiers.</summary>
    public CType Type { get; }

    /// <summary>The storage class specifier; null for none.</summary>
    public Token? Storage { get; }

    public bool IsTypedef => Storage?.Kind == TokenKind.Typedef;

    public bool IsStatic => Storage?.Kind == TokenKind.Static;

    /// <summary>Whether the specifiers include <c>constexpr</c> (C23 6.7.2).</summary>
    public bool IsConstExpr { get; init; }

    /// <summary>Whether the initializer gives the type (C23 6.7.10): <c>auto</c> without a type.</summary>
    public bool IsInferred { get; init; }

    /// <summary>The <c>...</c> of a number whose type the compiler gives; null if there is none.</summary>
    public Token? Dots { get; init; }

    /// <summary>The attributes, <c>_Alignas</c> and calling conventions among the specifiers.</summary>
    public BoundAttributes Attributes { get; }
}
