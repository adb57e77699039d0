using Cffi.Parser.Diagnostics;
using Cffi.Parser.Lexing;
using Sprache;

namespace Cffi.Parser.Grammar;

/// <summary>Says in words what the grammar did not find.</summary>
internal static class SyntaxErrors
{
    public static CDiagnostic Describe<T>(IResult<T> failure, Token start, CSourceText source)
    {
        var at = (Token)failure.Remainder;
        Token? previous = Before(start, at);
        string where = failure.Message.Length > 0 ? " " + failure.Message : "";
        string message = $"expected {Join(failure.Expectations)}{where}, found {TokenWords.Found(at, source)}";
        return Descriptors.Syntax.At(at.In(source), message, Hint(failure.Expectations, previous, at, source));
    }

    /// <summary>The token before another one; null at the start of the text.</summary>
    private static Token? Before(Token start, Token at)
    {
        Token? previous = null;
        for (Token input = start; !ReferenceEquals(input, at) && !input.AtEnd; input = input.Next)
        {
            previous = input;
        }

        return previous;
    }

    private static string? Hint(IEnumerable<string> expected, Token? previous, Token found, CSourceText source)
    {
        if (previous is { } last && (found.IsFirstOnLine || found.Kind == TokenKind.RightBrace) && expected.Contains("';'"))
        {
            return $"a ';' may be missing after {TokenWords.Found(last, source)}";
        }

        if (found.Kind == TokenKind.EndOfText && expected.Contains("'}'"))
        {
            return "a '{' is never closed";
        }

        if (OtherLanguage(previous, found) is { } hint)
        {
            return hint;
        }

        return Keywords.IsKeyword(found.Kind) && expected.Contains("a name") ? $"'{found.Text}' is a keyword and cannot be a name" : null;
    }

    // What people paste beside C, by the first token that C cannot have there.
    private static string? OtherLanguage(Token? previous, Token found) => found.Kind switch
    {
        TokenKind.Ampersand => "C has no references: a pointer, '*', is passed in their place",
        TokenKind.Equal when previous?.Kind == TokenKind.Identifier => "C has no default arguments and no values of members",
        TokenKind.ColonColon => ForeignWords.Hint,
        TokenKind.Less when ForeignWords.Contains(previous) => ForeignWords.Hint,
        TokenKind.Caret => "blocks are no part of C: 'void *' can stand for one",
        _ => null,
    };

    private static string Join(IEnumerable<string> words)
    {
        string[] all = [.. words];
        return all.Length == 1 ? all[0] : string.Join(", ", all, 0, all.Length - 1) + " or " + all[all.Length - 1];
    }
}
