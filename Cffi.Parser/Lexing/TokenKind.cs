namespace Cffi.Parser.Lexing;

/// <summary>
/// The kinds of C tokens (C11 6.4). The value of a kind is the input element of the grammar, so it fits
/// into a <c>char</c>.
/// </summary>
internal enum TokenKind : byte
{
    EndOfText,
    Identifier,
    IntegerConstant,
    FloatingConstant,
    CharacterConstant,
    StringLiteral,

    // Punctuators (C11 6.4.6).
    LeftBracket,
    AttributeOpen,
    RightBracket,
    LeftParenthesis,
    RightParenthesis,
    LeftBrace,
    RightBrace,
    Dot,
    Arrow,
    PlusPlus,
    MinusMinus,
    Ampersand,
    Star,
    Plus,
    Minus,
    Tilde,
    Exclamation,
    Slash,
    Percent,
    ShiftLeft,
    ShiftRight,
    Less,
    Greater,
    LessEqual,
    GreaterEqual,
    EqualEqual,
    NotEqual,
    Caret,
    Bar,
    AndAnd,
    OrOr,
    Question,
    Colon,
    ColonColon,
    Semicolon,
    Ellipsis,
    Equal,
    CompoundAssignment,
    Comma,
    Hash,
    HashHash,

    // Storage classes and function specifiers.
    Typedef,
    Extern,
    Static,
    Auto,
    Register,
    ThreadLocal,
    Inline,
    NoReturn,
    Extension,
    ConstExpr,

    // Qualifiers.
    Const,
    Volatile,
    Restrict,
    Atomic,

    // Type specifiers.
    Void,
    Char,
    Short,
    Int,
    Long,
    Float,
    Double,
    FloatN,
    Signed,
    Unsigned,
    Bool,
    Complex,
    Int64,
    Int128,
    Struct,
    Union,
    Enum,

    // Calling conventions.
    CDecl,
    StdCall,
    FastCall,
    ThisCall,
    VectorCall,

    // The rest.
    AlignAs,
    AlignOf,
    SizeOf,
    OffsetOf,
    Generic,
    TypeOf,
    BitInt,
    StaticAssert,
    Attribute,
    DeclSpec,
    Asm,

    /// <summary>Not a kind: the number of kinds.</summary>
    Count,
}
