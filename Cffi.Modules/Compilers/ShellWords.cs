using System.Text;

namespace Cffi.Modules.Compilers;

/// <summary>Splits a line into words like a shell, but without expansions.</summary>
/// <remarks>
/// POSIX 2.2: a backslash quotes the next character, single quotes all characters, double quotes all but <c>\"</c>,
/// <c>\\</c>, <c>\$</c> and <c>\`</c>. Nothing is expanded: <c>$(x)</c> is five characters.
/// </remarks>
internal static class ShellWords
{
    public static IReadOnlyList<string> Split(string line)
    {
        var words = new List<string>();
        StringBuilder? word = null;
        char quote = '\0';
        for (int i = 0; i < line.Length; i++)
        {
            char c = line[i];
            bool hasNext = i + 1 < line.Length;
            if (quote == '\0' && char.IsWhiteSpace(c))
            {
                if (word is not null)
                {
                    words.Add(word.ToString());
                    word = null;
                }

                continue;
            }

            word ??= new StringBuilder();
            if (quote == '\0' && (c is '\'' or '"'))
            {
                quote = c;
            }
            else if (c == quote)
            {
                quote = '\0';
            }
            else if (c == '\\' && hasNext && (quote == '\0' || (quote == '"' && (line[i + 1] is '"' or '\\' or '$' or '`'))))
            {
                word.Append(line[++i]);
            }
            else
            {
                word.Append(c);
            }
        }

        if (word is not null)
        {
            words.Add(word.ToString());
        }

        return words;
    }
}
