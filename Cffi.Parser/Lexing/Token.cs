namespace Cffi.Parser.Lexing;

/// <summary>A C token with its place in the text.</summary>
internal readonly struct Token
{
    public Token(TokenKind kind, int start, int length, string? text = null, bool isFirstOnLine = false)
    {
        Kind = kind;
        Start = start;
        Length = length;
        Text = text;
        IsFirstOnLine = isFirstOnLine;
    }

    public TokenKind Kind { get; }

    /// <summary>The offset of the first character; for a token out of a macro, of the macro's name where it is used.</summary>
    public int Start { get; }

    /// <summary>The number of characters at <see cref="Start"/>.</summary>
    public int Length { get; }

    /// <summary>The characters of an identifier, keyword or literal; null for punctuators.</summary>
    public string? Text { get; }

    /// <summary>Whether the token starts a line: the end of a directive, and a sign that a semicolon is missing.</summary>
    public bool IsFirstOnLine { get; }

    public int End => Start + Length;

    /// <summary>The characters of an identifier, which always has some.</summary>
    public string Name => Text ?? "";

    /// <summary>This token as it counts at another place: where the macro that it comes from is used.</summary>
    public Token At(Token place) => new(Kind, place.Start, place.Length, Text, place.IsFirstOnLine);

    public SourceSpan In(SourceText source) => new(source, Start, Length);
}
