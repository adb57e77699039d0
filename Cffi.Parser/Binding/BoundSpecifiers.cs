using Cffi.Parser.Lexing;

namespace Cffi.Parser.Binding;

/// <summary>What declaration specifiers mean.</summary>
internal sealed class BoundSpecifiers
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

    /// <summary>What attributes, <c>_Alignas</c> and calling conventions among the specifiers say.</summary>
    public BoundAttributes Attributes { get; }
}
