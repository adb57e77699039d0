using System.Text;
using Cffi.Parser.Lexing;

namespace Cffi.Parser.Preprocessing;

/// <summary>The headers whose types are known without them, so that an <c>#include</c> of them is silent.</summary>
internal static class StandardHeaders
{
    /// <summary>Whether a header is known.</summary>
    public static bool Contains(string header) => header switch
    {
        "stddef.h" or "stdint.h" or "inttypes.h" or "stdbool.h" or "stdarg.h" or "stdio.h" or "stdlib.h" or "string.h" => true,
        "wchar.h" or "uchar.h" or "limits.h" or "float.h" or "complex.h" or "stdalign.h" or "stdnoreturn.h" or "threads.h" => true,
        "sys/types.h" or "time.h" or "errno.h" or "math.h" or "assert.h" or "ctype.h" or "stdatomic.h" or "iso646.h" => true,
        "windows.h" or "windef.h" or "basetsd.h" => true,
        _ => false,
    };

    /// <summary>The name between the quotes or angle brackets; empty where there is none.</summary>
    public static string NameOf(TokenList tokens)
    {
        if (tokens.Count == 1 && tokens[0].Kind == TokenKind.StringLiteral)
        {
            return tokens[0].Name.Trim('"');
        }

        if (tokens.Count < 3 || tokens[0].Kind != TokenKind.Less || tokens.Last.Kind != TokenKind.Greater)
        {
            return "";
        }

        var name = new StringBuilder();
        for (int i = 1; i < tokens.Count - 1; i++)
        {
            name.Append(tokens[i].Spelling);
        }

        return name.ToString();
    }
}
