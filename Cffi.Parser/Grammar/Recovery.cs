using Cffi.Parser.Lexing;

namespace Cffi.Parser.Grammar;

/// <summary>Finds where to go on after a syntax error, and what may have caused it.</summary>
internal static class Recovery
{
    /// <summary>The start of the next declaration.</summary>
    /// <param name="start">Where the wrong declaration starts.</param>
    /// <param name="failed">Where it turned out to be wrong.</param>
    public static Token Skip(Token start, Token failed)
    {
        int depth = 0;
        bool isPast = false;
        for (Token at = start; ; at = at.Next)
        {
            isPast |= ReferenceEquals(at, failed);
            if (at.AtEnd)
            {
                return at;
            }

            // A missing semicolon: the next line starts a declaration of its own.
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
                    if (isPast && depth == 0 && at.Next.Kind is not (TokenKind.Identifier or TokenKind.Star or TokenKind.Semicolon or TokenKind.Attribute))
                    {
                        return at.Next;
                    }

                    break;
                case TokenKind.RightBrace when isPast && !ReferenceEquals(at, start):
                    return at;
                case TokenKind.Semicolon when isPast && depth == 0:
                    return at.Next;
            }
        }
    }

    /// <summary>
    /// The unknown name that stands where a type does, right before the place of the error; null where there is none.
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
