namespace Cffi;

/// <summary>Finds the comment that a declaration text has right before a declaration.</summary>
internal static class DeclarationComment
{
    /// <summary>The comment's text without its marks; null where there is none.</summary>
    /// <param name="text">The declaration text.</param>
    /// <param name="start">Where the declaration starts.</param>
    public static string? Before(string text, int start)
    {
        int end = LastBefore(text, start);
        if (end >= 1 && text[end] == '/' && text[end - 1] == '*')
        {
            int open = text.LastIndexOf("/*", Math.Max(0, end - 2), StringComparison.Ordinal);
            return open < 0 ? null : Lines(text.Substring(open + 2, end - 1 - open - 2));
        }

        List<string>? lines = null;
        for (int lineEnd = LineEndBefore(text, start); lineEnd >= 0;)
        {
            int lineStart = text.LastIndexOf('\n', Math.Max(0, lineEnd - 1)) + 1;
            if (!IsLineComment(text, lineStart, lineEnd))
            {
                break;
            }

            (lines ??= []).Insert(0, text.Substring(lineStart, lineEnd - lineStart).Trim());
            lineEnd = lineStart - 1;
        }

        return lines is null ? null : Lines(string.Join("\n", lines));
    }

    private static bool IsLineComment(string text, int lineStart, int lineEnd)
    {
        int first = lineStart;
        while (first < lineEnd && char.IsWhiteSpace(text[first]))
        {
            first++;
        }

        return first + 1 < lineEnd && text[first] == '/' && text[first + 1] == '/';
    }

    // The last character before the declaration that is not blank; a blank line in between parts the two.
    private static int LastBefore(string text, int start)
    {
        int end = start - 1;
        int breaks = 0;
        while (end >= 0 && char.IsWhiteSpace(text[end]))
        {
            breaks += text[end] == '\n' ? 1 : 0;
            end--;
        }

        return breaks <= 1 ? end : -1;
    }

    private static int LineEndBefore(string text, int start)
    {
        int end = start - 1;
        while (end >= 0 && text[end] is ' ' or '\t')
        {
            end--;
        }

        return end > 0 && text[end] == '\n' ? end : -1;
    }

    private static string? Lines(string comment)
    {
        string[] lines = comment.Split('\n');
        for (int i = 0; i < lines.Length; i++)
        {
            lines[i] = lines[i].Trim().TrimStart('*', '/', '!').Trim();
        }

        string joined = string.Join("\n", lines).Trim();
        return joined.Length == 0 ? null : joined;
    }
}
