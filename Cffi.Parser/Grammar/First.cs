using Cffi.Parser.Lexing;

namespace Cffi.Parser.Grammar;

/// <summary>The tokens that start the parts of a declaration.</summary>
internal static class First
{
    public static readonly TokenKind[] Words =
    [
        TokenKind.Typedef, TokenKind.Extern, TokenKind.Static, TokenKind.Auto, TokenKind.Register, TokenKind.ThreadLocal,
        TokenKind.Inline, TokenKind.NoReturn, TokenKind.Extension, TokenKind.ConstExpr,
        TokenKind.Const, TokenKind.Volatile, TokenKind.Restrict,
    ];

    public static readonly TokenKind[] TypeWords =
    [
        TokenKind.Void, TokenKind.Char, TokenKind.Short, TokenKind.Int, TokenKind.Long, TokenKind.Float, TokenKind.Double, TokenKind.FloatN,
        TokenKind.Signed, TokenKind.Unsigned, TokenKind.Bool, TokenKind.Complex, TokenKind.Int64, TokenKind.Int128,
    ];

    public static readonly TokenKind[] Tagged = [TokenKind.Struct, TokenKind.Union, TokenKind.Enum];

    public static readonly TokenKind[] Conventions =
        [TokenKind.CDecl, TokenKind.StdCall, TokenKind.FastCall, TokenKind.ThisCall, TokenKind.VectorCall];

    public static readonly TokenKind[] Attributes = [TokenKind.Attribute, TokenKind.DeclSpec, TokenKind.AttributeOpen];

    public static readonly TokenSet Attribute = new(Attributes);

    /// <summary>The tokens that can start declaration specifiers, except names.</summary>
    public static readonly TokenSet Keyword =
        new TokenSet(Words).With(TypeWords).With(Tagged).With(Conventions).With(Attributes).With(TokenKind.Atomic, TokenKind.AlignAs, TokenKind.TypeOf, TokenKind.BitInt);

    /// <summary>The tokens that start a type name. If an expression is also possible, only known typedef names count.</summary>
    public static readonly TokenSet TypeName =
        new TokenSet(hasTypedefNames: true, TokenKind.Atomic, TokenKind.Const, TokenKind.Volatile, TokenKind.Extension, TokenKind.TypeOf, TokenKind.BitInt, TokenKind.Attribute, TokenKind.DeclSpec)
            .With(TypeWords).With(Tagged);
}
