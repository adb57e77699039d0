using Cffi.Parser.Lexing;

namespace Cffi.Parser.Binding;

/// <summary>What declaration specifiers mean.</summary>
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

    /// <summary>Whether <c>constexpr</c> is among them (C23 6.7.2).</summary>
    public bool IsConstExpr { get; init; }

    /// <summary>Whether the type is that of the initializer (C23 6.7.10): <c>auto</c> without a type.</summary>
    public bool IsInferred { get; init; }

    /// <summary>The <c>...</c> of a number whose type the compiler tells; null where there is none.</summary>
    public Token? Dots { get; init; }

    /// <summary>What attributes, <c>_Alignas</c> and calling conventions among the specifiers say.</summary>
    public BoundAttributes Attributes { get; }
}
