namespace Cffi.Tests.Corpus;

/// <summary>Counts the external declarations of a preprocessed text without parsing it.</summary>
internal static class DeclarationCount
{
    /// <summary>The number of semicolons outside all brackets, plus the number of function bodies.</summary>
    public static int Of(string text)
    {
        int count = 0;
        int depth = 0;
        bool isBody = false;
        char previous = ';';
        for (int i = 0; i < text.Length; i++)
        {
            char c = text[i];
            switch (c)
            {
                case '#' when i == 0 || text[i - 1] == '\n':
                    i = EndOfLine(text, i);
                    continue;
                case '"' or '\'':
                    i = EndOfLiteral(text, i);
                    break;
                case '{' or '(' or '[':
                    isBody = depth == 0 ? c == '{' && previous == ')' : isBody;
                    depth++;
                    break;
                case '}' or ')' or ']':
                    depth--;
                    count += depth == 0 && c == '}' && isBody ? 1 : 0;
                    break;
                case ';' when depth == 0:
                    count++;
                    break;
            }

            previous = char.IsWhiteSpace(c) ? previous : c;
        }

        return count;
    }

    private static int EndOfLine(string text, int start)
    {
        int end = text.IndexOf('\n', start);
        return end < 0 ? text.Length : end;
    }

    private static int EndOfLiteral(string text, int start)
    {
        int i = start + 1;
        while (i < text.Length && text[i] != text[start])
        {
            i += text[i] == '\\' ? 2 : 1;
        }

        return i;
    }
}
