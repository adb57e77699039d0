namespace Cffi.Declarations;

/// <summary>
/// Finds the comment of a declaration: right before it, or behind it where the comment's mark says so, as Doxygen's
/// <c>/**&lt;</c>, <c>/*!&lt;</c>, <c>///&lt;</c> and <c>//!&lt;</c> do.
/// </summary>
internal static class DeclarationComment
{
    /// <summary>The comment's text without its marks; null where there is none.</summary>
    /// <param name="text">The declaration text.</param>
    /// <param name="start">Where the declaration starts.</param>
    /// <param name="end">Where the declaration, or the name in it, ends.</param>
    public static string? Of(string text, int start, int end) => Before(text, start) ?? Behind(text, end);

    private static string? Before(string text, int start)
    {
        int end = LastBefore(text, start);
        if (end >= 1 && text[end] == '/' && text[end - 1] == '*')
        {
            int open = text.LastIndexOf("/*", Math.Max(0, end - 2), StringComparison.Ordinal);
            return open < 0 || IsBehind(text, open) || EndsLineOfAnother(text, open, end, start) ? null : Lines(text.Substring(open + 2, end - 1 - open - 2));
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

        return first + 1 < lineEnd && text[first] == '/' && text[first + 1] == '/' && !IsBehind(text, first);
    }

    // At the start of a comment: whether its mark says that it belongs to what is before it.
    private static bool IsBehind(string text, int open) => open + 3 < text.Length && text[open + 3] == '<'
        && (text[open + 1] == '*' ? text[open + 2] is '*' or '!' : text[open + 2] is '/' or '!');

    // Behind other text on a line of its own, a comment says something of that.
    private static bool EndsLineOfAnother(string text, int open, int end, int start)
    {
        if (text.IndexOf('\n', end, start - end) < 0)
        {
            return false;
        }

        int before = open - 1;
        while (before >= 0 && text[before] is ' ' or '\t')
        {
            before--;
        }

        return before >= 0 && text[before] != '\n';
    }

    // The comment may stand before or behind the separator that ends the declaration, whose rest may come first.
    private static string? Behind(string text, int end)
    {
        if (end > 1 && text[end - 1] == '/' && text[end - 2] == '*')
        {
            // Up to the separator, a comment counts as part of the declaration.
            int open = text.LastIndexOf("/*", end - 2, StringComparison.Ordinal);
            if (open >= 0 && IsBehind(text, open))
            {
                return TextBehind(text, open);
            }
        }

        bool isSeparated = false;
        int depth = 0;
        for (int at = end; at < text.Length; at++)
        {
            char c = text[at];
            if (c == '/' && at + 1 < text.Length && text[at + 1] is '/' or '*')
            {
                if (IsBehind(text, at))
                {
                    return TextBehind(text, at);
                }

                int close = EndOfComment(text, at);
                if (isSeparated || close < 0)
                {
                    return null;
                }

                at = close - 1;
            }
            else if (!char.IsWhiteSpace(c))
            {
                bool separates = depth == 0 && c is ',' or ';';
                depth += c is '(' or '[' ? 1 : c is ')' or ']' ? -1 : 0;
                if (isSeparated || depth < 0 || c is '{' or '}' or '#' or '"' or '\'')
                {
                    return null;
                }

                isSeparated |= separates;
            }
        }

        return null;
    }

    private static string? TextBehind(string text, int open)
    {
        if (text[open + 1] == '*')
        {
            int close = text.IndexOf("*/", open + 2, StringComparison.Ordinal);
            return close < 0 ? null : Lines(text.Substring(open + 4, close - open - 4));
        }

        // More lines of the kind belong to it.
        var lines = new List<string>();
        while (open + 1 < text.Length && text[open] == '/' && text[open + 1] == '/' && IsBehind(text, open))
        {
            int close = EndOfComment(text, open);
            lines.Add(text.Substring(open + 4, close - open - 4));
            open = close;
            while (open < text.Length && char.IsWhiteSpace(text[open]))
            {
                open++;
            }
        }

        return Lines(string.Join("\n", lines));
    }

    // Behind a comment; -1 where it has no end.
    private static int EndOfComment(string text, int open)
    {
        if (text[open + 1] == '*')
        {
            int close = text.IndexOf("*/", open + 2, StringComparison.Ordinal);
            return close < 0 ? -1 : close + 2;
        }

        int line = text.IndexOf('\n', open);
        return line < 0 ? text.Length : line;
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
