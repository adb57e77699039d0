using System.Text;
using Cffi.Parser.Diagnostics;
using Cffi.Parser.Lexing;

namespace Cffi.Parser.Preprocessing;

/// <summary>The operators <c>##</c> and <c>#</c> (C11 6.10.3.2, 6.10.3.3).</summary>
internal static class TokenPasting
{
    /// <summary>One token with the characters of two. If they do not form a token, this is reported.</summary>
    public static Token Paste(Token left, Token right, Token use, PreprocessingContext context)
    {
        if (!Allows(left.Spelling.Length + right.Spelling.Length, use, context))
        {
            return left;
        }

        string text = left.Spelling + right.Spelling;
        var diagnostics = new DiagnosticBag();
        TokenList tokens = Lexer.Lex(new CSourceText(context.Source.Name, text), context.Names, diagnostics);
        if (tokens.Count != 2 || diagnostics.HasErrors)
        {
            context.Report(Descriptors.BadMacroCall, use, $"'##' cannot make one token of '{left.Spelling}' and '{right.Spelling}'");
            return left;
        }

        return new Token(tokens[0].Kind, left.Start, left.Length, tokens[0].Text, left.IsAfterSpace ? TokenFlags.AfterSpace : TokenFlags.None);
    }

    /// <summary>A string literal with the characters of an argument.</summary>
    public static Token Stringize(TokenList argument, Token use, PreprocessingContext context)
    {
        var text = new StringBuilder("\"");
        if (!Allows(argument.Sum(static token => token.Spelling.Length), use, context))
        {
            argument = [];
        }

        for (int i = 0; i < argument.Count; i++)
        {
            Token token = argument[i];
            text.Append(i > 0 && token.IsAfterSpace ? " " : "");
            bool isQuoted = token.Kind is TokenKind.StringLiteral or TokenKind.CharacterConstant;
            foreach (char c in token.Spelling)
            {
                text.Append(isQuoted && c is '"' or '\\' ? "\\" : "").Append(c);
            }
        }

        return new Token(TokenKind.StringLiteral, use.Start, use.Length, text.Append('"').ToString(), TokenFlags.AfterSpace);
    }

    // Long spellings count against the same limit as tokens, because pasting a token to itself doubles it at every step.
    private static bool Allows(int length, Token use, PreprocessingContext context)
    {
        const int shortSpelling = 1_000;
        const int charactersPerToken = 10;
        if (length <= shortSpelling || context.Budget.TrySpend(length / charactersPerToken))
        {
            return true;
        }

        if (!context.Budget.IsExhausted)
        {
            context.Report(Descriptors.MacroTooLarge, use, "'##' and '#' make too many characters here", "macros that expand to each other can double at every step");
            context.Budget.Exhaust();
        }

        return false;
    }
}
