using Cffi.Parser.Lexing;

namespace Cffi.Parser.Grammar;

/// <summary>Finds the position to continue after a syntax error, and the probable cause.</summary>
internal static class Recovery
{
    /// <summary>The start of the next declaration.</summary>
    /// <param name="start">The start of the wrong declaration.</param>
    /// <param name="failed">The token at which the error was found.</param>
    public static Token Skip(Token start, Token failed)
    {
        int depth = 0;
        int parentheses = 0;
        bool isPast = false;
        for (Token at = start; ; at = at.Next)
        {
            isPast |= ReferenceEquals(at, failed);
            if (at.AtEnd)
            {
                return at;
            }

            // A missing semicolon: the next line starts a new declaration.
            if (isPast && depth == 0 && !ReferenceEquals(at, start) && at.IsFirstOnLine && First.Keyword.Contains(at))
            {
                return at;
            }

            switch (at.Kind)
            {
                case TokenKind.LeftBrace:
                    depth++;
                    break;
                case TokenKind.RightBrace when depth > 0:
                    depth--;
                    if (isPast && depth == 0 && (at.Next.AtEnd || at.Next.IsFirstOnLine || First.Keyword.Contains(at.Next)) && at.Next.Kind is not (TokenKind.Semicolon or TokenKind.Attribute))
                    {
                        return at.Next;
                    }

                    break;
                case TokenKind.RightBrace when isPast && !ReferenceEquals(at, start):
                    return at;
                case TokenKind.LeftParenthesis when depth == 0:
                    parentheses++;
                    break;
                case TokenKind.RightParenthesis when depth == 0:
                    parentheses--;
                    break;
                case TokenKind.Semicolon when isPast && depth == 0:
                    if (parentheses <= 0 || ClosingOnLine(at) is not { } closing)
                    {
                        return at.Next;
                    }

                    at = closing;
                    parentheses--;
                    break;
            }
        }
    }

    // A semicolon instead of a comma: the list continues after it, up to the closing parenthesis.
    private static Token? ClosingOnLine(Token semicolon)
    {
        int open = 0;
        for (Token at = semicolon.Next; !at.AtEnd && !at.IsFirstOnLine; at = at.Next)
        {
            open += at.Kind == TokenKind.LeftParenthesis ? 1 : at.Kind == TokenKind.RightParenthesis ? -1 : 0;
            if (open < 0)
            {
                return at;
            }
        }

        return null;
    }

    /// <summary>
    /// The end of a function defined as before C89, <c>int f(a) int a; { }</c>; null if <paramref name="failed"/>
    /// is not between such a list of names and such a body.
    /// </summary>
    public static Token? OldDefinition(Token start, Token failed)
    {
        Token? last = null;
        for (Token at = start; !ReferenceEquals(at, failed) && !at.AtEnd; at = at.Next)
        {
            last = at;
        }

        bool isAfterList = last?.Kind == TokenKind.RightParenthesis && First.Keyword.Contains(failed);
        for (Token at = failed; isAfterList; at = at.Next)
        {
            switch (at.Kind)
            {
                case TokenKind.Semicolon when at.Next.Kind == TokenKind.LeftBrace:
                    return Attributes.Balanced(at.Next) is { WasSuccessful: true } body ? (Token)body.Remainder : null;
                case TokenKind.LeftBrace or TokenKind.RightBrace or TokenKind.Equal or TokenKind.EndOfText or TokenKind.Typedef or TokenKind.Extern or TokenKind.Static:
                    return null;
            }
        }

        return null;
    }

    /// <summary>
    /// The unknown name in the position of a type, directly before the error; null if there is none.
    /// </summary>
    /// <remarks>
    /// In <c>strcut point p;</c> the grammar takes the first word for a type and the second for the declared name, and
    /// fails at the third. The cause is the first.
    /// </remarks>
    public static Token? UnknownType(Token start, Token failed)
    {
        Token? beforeThat = null;
        Token? candidate = null;
        Token? last = null;
        for (Token at = start; !ReferenceEquals(at, failed) && !at.AtEnd; at = at.Next)
        {
            beforeThat = candidate;
            candidate = last;
            last = at;
        }

        bool isTag = beforeThat?.Kind is TokenKind.Struct or TokenKind.Union or TokenKind.Enum;
        return candidate is { Kind: TokenKind.Identifier } && last?.Kind == TokenKind.Identifier && !isTag && !candidate.IsTypedefName()
            ? candidate
            : null;
    }
}
