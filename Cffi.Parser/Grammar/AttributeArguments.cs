using System.Text;
using Cffi.Parser.Lexing;
using Cffi.Parser.Preprocessing;

namespace Cffi.Parser.Grammar;

/// <summary>The arguments of an attribute as text, without interpretation.</summary>
internal static class AttributeArguments
{
    /// <summary>The arguments from an opening parenthesis, whose closing parenthesis exists.</summary>
    public static IReadOnlyList<string> Read(Token open)
    {
        var arguments = new List<string>();
        var text = new StringBuilder();
        int depth = 0;
        bool isText = true;
        for (Token at = open; ; at = at.Next)
        {
            depth += at.Kind switch
            {
                TokenKind.LeftParenthesis or TokenKind.LeftBracket or TokenKind.LeftBrace => 1,
                TokenKind.AttributeOpen => 2,
                TokenKind.RightParenthesis or TokenKind.RightBracket or TokenKind.RightBrace => -1,
                _ => 0,
            };
            if (depth == 0 || (depth == 1 && at.Kind == TokenKind.Comma))
            {
                arguments.Add(isText && text.Length > 0 ? text.ToString(1, text.Length - 2) : text.ToString());
                text.Clear();
                isText = true;
                if (depth == 0)
                {
                    return arguments.Count == 1 && arguments[0].Length == 0 ? [] : arguments;
                }
            }
            else if (!ReferenceEquals(at, open))
            {
                string spelling = at.Spelling;
                isText &= at.Kind == TokenKind.StringLiteral && spelling[0] == '"';
                if (isText && text.Length > 0)
                {
                    // C11 6.4.5p5: adjacent strings are one.
                    text.Length--;
                    text.Append(spelling, 1, spelling.Length - 1);
                    continue;
                }

                text.Append(text.Length > 0 && at.IsAfterSpace ? " " : "").Append(spelling);
            }
        }
    }
}
