using Cffi.Parser.Grammar;
using Sprache;

namespace Cffi.Parser.Lexing;

/// <summary>A C token with its position in the text; after it is linked, also an input of Sprache parsers.</summary>
/// <remarks>
/// One object serves both purposes, because allocation is the largest cost of parsing. The content of a token never changes. Tokens
/// are linked once, in the order in which the grammar reads them, so that advancing allocates nothing.
/// </remarks>
internal sealed class Token : IInput
{
    private static readonly Dictionary<object, object> NoMemos = [];
    private readonly TokenFlags flags;
    private GrammarContext? context;
    private Token? next;

    public Token(TokenKind kind, int start, int length, string? text = null, TokenFlags flags = TokenFlags.None, byte pack = 0)
    {
        Kind = kind;
        Start = start;
        Length = length;
        Text = text;
        Pack = pack;
        this.flags = flags;
    }

    /// <summary>A placeholder for no token: the end of an empty text.</summary>
    public static Token None { get; } = new(TokenKind.EndOfText, 0, 0);

    public TokenKind Kind { get; }

    /// <summary>The offset of the first character in the text that is read, with the texts that it includes; for a token from a macro, the offset of the macro's name in the text.</summary>
    public int Start { get; }

    /// <summary>The number of characters from <see cref="Start"/>.</summary>
    public int Length { get; }

    /// <summary>The characters of an identifier, keyword or literal; null for most punctuators.</summary>
    public string? Text { get; }

    /// <summary>For an opening brace: the current packing of <c>#pragma pack</c> in bytes; 0 for none.</summary>
    public byte Pack { get; }

    /// <summary>Whether the token starts a line.</summary>
    public bool IsFirstOnLine => (flags & TokenFlags.FirstOnLine) != 0;

    /// <summary>Whether white space or the start of a line precedes the token.</summary>
    public bool IsAfterSpace => (flags & (TokenFlags.AfterSpace | TokenFlags.FirstOnLine)) != 0;

    /// <summary>Whether the token is not expanded, even if a macro has its name.</summary>
    public bool IsPainted => (flags & TokenFlags.Painted) != 0;

    public int End => Start + Length;

    /// <summary>The characters of an identifier, which are never null.</summary>
    public string Name => Text ?? "";

    /// <summary>Whether this is an identifier or a keyword, which can be the name of a macro.</summary>
    public bool IsWord => Text is not null && (Kind == TokenKind.Identifier || Keywords.IsKeyword(Kind));

    /// <summary>The characters of the token.</summary>
    public string Spelling => Text ?? Punctuators.Spelling(Kind) ?? "";

    public bool AtEnd => Kind == TokenKind.EndOfText;

    /// <summary>The linked token after this one; at the end of the text, this one.</summary>
    public Token Next => next ?? ReadOn();

    char IInput.Current => (char)Kind;

    int IInput.Position => Start;

    int IInput.Line => In(Context.Source).Position.Line;

    int IInput.Column => In(Context.Source).Position.Column;

    string IInput.Source => Context.Source.Text;

    /// <summary>Always empty: the grammar is predictive and parses nothing twice.</summary>
    IDictionary<object, object> IInput.Memos => NoMemos;

    private GrammarContext Context => context ?? throw new InvalidOperationException("The token is not linked.");

    /// <summary>Links tokens for the grammar, and returns the first.</summary>
    /// <param name="tokens">At least one token; the last is the end of the text, or <paramref name="context"/> has more.</param>
    /// <param name="context">The context of the grammar.</param>
    public static Token Link(TokenList tokens, GrammarContext context)
    {
        Token? first = null;
        for (int i = tokens.Count - 1; i >= 0; i--)
        {
            Token token = tokens[i];
            if (token.context is not null)
            {
                // An argument of a macro can be used more than once.
                token = new Token(token.Kind, token.Start, token.Length, token.Text, token.flags, token.Pack);
            }

            token.context = context;
            token.next = first;
            first = token;
        }

        return first!;
    }

    /// <summary>Whether this is an identifier that is currently a typedef name.</summary>
    public bool IsTypedefName() => Kind == TokenKind.Identifier && Context.IsTypedefName(Name);

    /// <summary>Copies this token to another position: that of the use of its macro.</summary>
    /// <param name="use">The token of the macro's name in the text.</param>
    /// <param name="isFirst">Whether the token inherits the white space before that name.</param>
    public Token At(Token use, bool isFirst) =>
        new(Kind, use.Start, use.Length, Text, (flags & TokenFlags.Painted) | (isFirst ? use.flags : flags & TokenFlags.AfterSpace));

    public Token Paint() => new(Kind, Start, Length, Text, flags | TokenFlags.Painted);

    public Token Packed(int pack) => new(Kind, Start, Length, Text, flags, (byte)pack);

    public SourceSpan In(CSourceText source) => source.At(Start, Length);

    IInput IInput.Advance() => Next;

    bool IEquatable<IInput>.Equals(IInput? other) => ReferenceEquals(this, other);

    private Token ReadOn() => AtEnd ? this : next = Link(Context.ReadOn(), Context);
}
