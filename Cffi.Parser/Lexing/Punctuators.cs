namespace Cffi.Parser.Lexing;

/// <summary>The punctuators of C11 6.4.6, digraphs included.</summary>
internal static class Punctuators
{
    /// <summary>The longest punctuator that these characters start with; the length is 0 where there is none.</summary>
    public static TokenKind Find(char first, char second, char third, char fourth, out int length)
    {
        (TokenKind kind, length) = first switch
        {
            // No expression starts with a bracket, so two of them open attributes (C23 6.7.13).
            '[' => second == '[' ? (TokenKind.AttributeOpen, 2) : (TokenKind.LeftBracket, 1),
            ']' => (TokenKind.RightBracket, 1),
            '(' => (TokenKind.LeftParenthesis, 1),
            ')' => (TokenKind.RightParenthesis, 1),
            '{' => (TokenKind.LeftBrace, 1),
            '}' => (TokenKind.RightBrace, 1),
            ';' => (TokenKind.Semicolon, 1),
            ',' => (TokenKind.Comma, 1),
            '~' => (TokenKind.Tilde, 1),
            '?' => (TokenKind.Question, 1),
            '.' => second == '.' && third == '.' ? (TokenKind.Ellipsis, 3) : (TokenKind.Dot, 1),
            ':' => second switch { ':' => (TokenKind.ColonColon, 2), '>' => (TokenKind.RightBracket, 2), _ => (TokenKind.Colon, 1) },
            '*' => OrAssignment(TokenKind.Star, second),
            '/' => OrAssignment(TokenKind.Slash, second),
            '^' => OrAssignment(TokenKind.Caret, second),
            '!' => second == '=' ? (TokenKind.NotEqual, 2) : (TokenKind.Exclamation, 1),
            '=' => second == '=' ? (TokenKind.EqualEqual, 2) : (TokenKind.Equal, 1),
            '+' => second == '+' ? (TokenKind.PlusPlus, 2) : OrAssignment(TokenKind.Plus, second),
            '-' => second switch { '-' => (TokenKind.MinusMinus, 2), '>' => (TokenKind.Arrow, 2), _ => OrAssignment(TokenKind.Minus, second) },
            '&' => second == '&' ? (TokenKind.AndAnd, 2) : OrAssignment(TokenKind.Ampersand, second),
            '|' => second == '|' ? (TokenKind.OrOr, 2) : OrAssignment(TokenKind.Bar, second),
            '<' => Less(second, third),
            '>' => Greater(second, third),
            '%' => Percent(second, third, fourth),
            '#' => second == '#' ? (TokenKind.HashHash, 2) : (TokenKind.Hash, 1),
            _ => (TokenKind.EndOfText, 0),
        };
        return kind;
    }

    /// <summary>The characters of a punctuator; null for what is none, or has several spellings of different meaning.</summary>
    public static string? Spelling(TokenKind kind) => kind switch
    {
        TokenKind.LeftBracket => "[",
        TokenKind.RightBracket => "]",
        TokenKind.AttributeOpen => "[[",
        TokenKind.LeftParenthesis => "(",
        TokenKind.RightParenthesis => ")",
        TokenKind.LeftBrace => "{",
        TokenKind.RightBrace => "}",
        TokenKind.Dot => ".",
        TokenKind.Arrow => "->",
        TokenKind.PlusPlus => "++",
        TokenKind.MinusMinus => "--",
        TokenKind.Tilde => "~",
        TokenKind.Exclamation => "!",
        TokenKind.Question => "?",
        TokenKind.Colon => ":",
        TokenKind.ColonColon => "::",
        TokenKind.Semicolon => ";",
        TokenKind.Ellipsis => "...",
        TokenKind.Equal => "=",
        TokenKind.Comma => ",",
        TokenKind.Hash => "#",
        TokenKind.HashHash => "##",
        TokenKind.OrOr => "||",
        TokenKind.AndAnd => "&&",
        TokenKind.Bar => "|",
        TokenKind.Caret => "^",
        TokenKind.Ampersand => "&",
        TokenKind.EqualEqual => "==",
        TokenKind.NotEqual => "!=",
        TokenKind.Less => "<",
        TokenKind.Greater => ">",
        TokenKind.LessEqual => "<=",
        TokenKind.GreaterEqual => ">=",
        TokenKind.ShiftLeft => "<<",
        TokenKind.ShiftRight => ">>",
        TokenKind.Plus => "+",
        TokenKind.Minus => "-",
        TokenKind.Star => "*",
        TokenKind.Slash => "/",
        TokenKind.Percent => "%",
        _ => null,
    };

    private static (TokenKind Kind, int Length) OrAssignment(TokenKind kind, char second) =>
        second == '=' ? (TokenKind.CompoundAssignment, 2) : (kind, 1);

    private static (TokenKind Kind, int Length) Less(char second, char third) => second switch
    {
        '<' => third == '=' ? (TokenKind.CompoundAssignment, 3) : (TokenKind.ShiftLeft, 2),
        '=' => (TokenKind.LessEqual, 2),
        ':' => (TokenKind.LeftBracket, 2),
        '%' => (TokenKind.LeftBrace, 2),
        _ => (TokenKind.Less, 1),
    };

    private static (TokenKind Kind, int Length) Greater(char second, char third) => second switch
    {
        '>' => third == '=' ? (TokenKind.CompoundAssignment, 3) : (TokenKind.ShiftRight, 2),
        '=' => (TokenKind.GreaterEqual, 2),
        _ => (TokenKind.Greater, 1),
    };

    private static (TokenKind Kind, int Length) Percent(char second, char third, char fourth) => second switch
    {
        '=' => (TokenKind.CompoundAssignment, 2),
        '>' => (TokenKind.RightBrace, 2),
        ':' => third == '%' && fourth == ':' ? (TokenKind.HashHash, 4) : (TokenKind.Hash, 2),
        _ => (TokenKind.Percent, 1),
    };
}
