namespace Cffi.Parser.Lexing;

/// <summary>The punctuators of C11 6.4.6, including digraphs.</summary>
internal static class Punctuators
{
    /// <summary>The longest punctuator at the start of these characters; the length is 0 if there is none.</summary>
    public static Punctuator Find(char first, char second, char third, char fourth) => first switch
    {
        // No expression starts with a bracket, so two of them open attributes (C23 6.7.13).
        '[' => second == '[' ? new(TokenKind.AttributeOpen, 2) : new(TokenKind.LeftBracket, 1),
        ']' => new(TokenKind.RightBracket, 1),
        '(' => new(TokenKind.LeftParenthesis, 1),
        ')' => new(TokenKind.RightParenthesis, 1),
        '{' => new(TokenKind.LeftBrace, 1),
        '}' => new(TokenKind.RightBrace, 1),
        ';' => new(TokenKind.Semicolon, 1),
        ',' => new(TokenKind.Comma, 1),
        '~' => new(TokenKind.Tilde, 1),
        '?' => new(TokenKind.Question, 1),
        '.' => second == '.' && third == '.' ? new(TokenKind.Ellipsis, 3) : new(TokenKind.Dot, 1),
        ':' => second switch { ':' => new(TokenKind.ColonColon, 2), '>' => new(TokenKind.RightBracket, 2), _ => new(TokenKind.Colon, 1) },
        '*' => OrAssignment(TokenKind.Star, second),
        '/' => OrAssignment(TokenKind.Slash, second),
        '^' => OrAssignment(TokenKind.Caret, second),
        '!' => second == '=' ? new(TokenKind.NotEqual, 2) : new(TokenKind.Exclamation, 1),
        '=' => second == '=' ? new(TokenKind.EqualEqual, 2) : new(TokenKind.Equal, 1),
        '+' => second == '+' ? new(TokenKind.PlusPlus, 2) : OrAssignment(TokenKind.Plus, second),
        '-' => second switch { '-' => new(TokenKind.MinusMinus, 2), '>' => new(TokenKind.Arrow, 2), _ => OrAssignment(TokenKind.Minus, second) },
        '&' => second == '&' ? new(TokenKind.AndAnd, 2) : OrAssignment(TokenKind.Ampersand, second),
        '|' => second == '|' ? new(TokenKind.OrOr, 2) : OrAssignment(TokenKind.Bar, second),
        '<' => Less(second, third),
        '>' => Greater(second, third),
        '%' => Percent(second, third, fourth),
        '#' => second == '#' ? new(TokenKind.HashHash, 2) : new(TokenKind.Hash, 1),
        _ => new(TokenKind.EndOfText, 0),
    };

    /// <summary>The characters of a punctuator; null for other tokens, and for punctuators with several spellings.</summary>
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

    private static Punctuator OrAssignment(TokenKind kind, char second) =>
        second == '=' ? new(TokenKind.CompoundAssignment, 2) : new(kind, 1);

    private static Punctuator Less(char second, char third) => second switch
    {
        '<' => third == '=' ? new(TokenKind.CompoundAssignment, 3) : new(TokenKind.ShiftLeft, 2),
        '=' => new(TokenKind.LessEqual, 2),
        ':' => new(TokenKind.LeftBracket, 2),
        '%' => new(TokenKind.LeftBrace, 2),
        _ => new(TokenKind.Less, 1),
    };

    private static Punctuator Greater(char second, char third) => second switch
    {
        '>' => third == '=' ? new(TokenKind.CompoundAssignment, 3) : new(TokenKind.ShiftRight, 2),
        '=' => new(TokenKind.GreaterEqual, 2),
        _ => new(TokenKind.Greater, 1),
    };

    private static Punctuator Percent(char second, char third, char fourth) => second switch
    {
        '=' => new(TokenKind.CompoundAssignment, 2),
        '>' => new(TokenKind.RightBrace, 2),
        ':' => third == '%' && fourth == ':' ? new(TokenKind.HashHash, 4) : new(TokenKind.Hash, 2),
        _ => new(TokenKind.Percent, 1),
    };
}
