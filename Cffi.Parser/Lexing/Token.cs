namespace Cffi.Parser.Lexing;

/// <summary>A C token with its place in the text. Immutable.</summary>
/// <remarks>A class, so that all parsers and lists of tokens share their machine code with those of syntax.</remarks>
internal sealed class Token
{
    private readonly TokenFlags flags;

    public Token(TokenKind kind, int start, int length, string? text = null, TokenFlags flags = TokenFlags.None, byte pack = 0)
    {
        Kind = kind;
        Start = start;
        Length = length;
        Text = text;
        Pack = pack;
        this.flags = flags;
    }

    /// <summary>The end of a text without characters.</summary>
    public static Token None { get; } = new(TokenKind.EndOfText, 0, 0);

    public TokenKind Kind { get; }

    /// <summary>The offset of the first character; for a token out of a macro, of the macro's name where it is used.</summary>
    public int Start { get; }

    /// <summary>The number of characters at <see cref="Start"/>.</summary>
    public int Length { get; }

    /// <summary>The characters of an identifier, keyword or literal; null for most punctuators.</summary>
    public string? Text { get; }

    /// <summary>For an opening brace, the packing in bytes that <c>#pragma pack</c> asks for here; 0 for none.</summary>
    public byte Pack { get; }

    /// <summary>Whether the token starts a line.</summary>
    public bool IsFirstOnLine => (flags & TokenFlags.FirstOnLine) != 0;

    /// <summary>Whether white space or the start of a line comes before the token.</summary>
    public bool IsAfterSpace => (flags & (TokenFlags.AfterSpace | TokenFlags.FirstOnLine)) != 0;

    /// <summary>Whether the token stays as it is even where a macro has its name.</summary>
    public bool IsPainted => (flags & TokenFlags.Painted) != 0;

    public int End => Start + Length;

    /// <summary>The characters of an identifier, which always has some.</summary>
    public string Name => Text ?? "";

    /// <summary>Whether this is an identifier or a keyword: what a macro can be named.</summary>
    public bool IsWord => Text is not null && (Kind == TokenKind.Identifier || Keywords.IsKeyword(Kind));

    /// <summary>This token as it counts at another place: where the macro that it comes from is used.</summary>
    /// <param name="place">The macro's name where it is used.</param>
    /// <param name="isFirst">Whether it takes over what stands before that name.</param>
    public Token At(Token place, bool isFirst) =>
        new(Kind, place.Start, place.Length, Text, (flags & TokenFlags.Painted) | (isFirst ? place.flags : flags & TokenFlags.AfterSpace));

    public Token Paint() => new(Kind, Start, Length, Text, flags | TokenFlags.Painted);

    public Token Packed(int pack) => new(Kind, Start, Length, Text, flags, (byte)pack);

    public SourceSpan In(SourceText source) => new(source, Start, Length);
}
