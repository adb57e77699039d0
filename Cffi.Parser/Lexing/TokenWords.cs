namespace Cffi.Parser.Lexing;

/// <summary>What a token is called in a message.</summary>
internal static class TokenWords
{
    private const int LongestShown = 40;

    /// <summary>The token as the user wrote it, in quotes, or what it is where it has no characters.</summary>
    public static string Found(Token token, CSourceText source)
    {
        if (token.Kind == TokenKind.EndOfText)
        {
            return "the end of the text";
        }

        string text = token.In(source).Text;
        if (text.Length > LongestShown)
        {
            text = text.Remove(LongestShown) + "...";
        }

        return token.Text is null || token.Text == token.In(source).Text || token.Kind is TokenKind.StringLiteral
            ? Quote(text)
            : $"{Quote(text)}, a macro for {Quote(token.Text)}";
    }

    private static string Quote(string text) => text[0] == '\'' ? text : "'" + text + "'";
}
