namespace Cffi.Parser.Lexing;

/// <summary>
/// Finds constructs that are nested too deeply, before the recursive grammar reads them: brackets, and conditional
/// expressions, where <c>?</c> and <c>:</c> enclose the middle operand like brackets.
/// </summary>
internal sealed class NestingLimit
{
    /// <summary>C11 5.2.4.1 requires 63 levels of declarators and of expressions, 127 of blocks.</summary>
    public const int Levels = 200;

    private readonly TokenKind[] open = new TokenKind[Levels];
    private int depth;

    /// <summary>The first token beyond the limit; null if there is none.</summary>
    /// <param name="tokens">The tokens that follow the tokens of the previous call.</param>
    public Token? FirstBeyond(TokenList tokens)
    {
        for (int i = 0; i < tokens.Count; i++)
        {
            TokenKind kind = tokens[i].Kind;
            switch (kind)
            {
                case TokenKind.LeftParenthesis or TokenKind.LeftBracket or TokenKind.LeftBrace or TokenKind.Question or TokenKind.AttributeOpen:
                    if (depth == Levels)
                    {
                        return tokens[i];
                    }

                    open[depth++] = kind;
                    if (kind == TokenKind.AttributeOpen && depth < Levels)
                    {
                        // A token of two brackets, which two tokens close.
                        open[depth++] = kind;
                    }

                    break;
                case TokenKind.Colon:
                    depth -= depth > 0 && open[depth - 1] == TokenKind.Question ? 1 : 0;
                    break;
                case TokenKind.RightParenthesis or TokenKind.RightBracket or TokenKind.RightBrace or TokenKind.Semicolon:
                    while (depth > 0 && open[depth - 1] == TokenKind.Question)
                    {
                        depth--;
                    }

                    depth -= depth > 0 && kind != TokenKind.Semicolon ? 1 : 0;
                    break;
            }
        }

        return null;
    }
}
