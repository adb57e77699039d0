namespace Cffi.Declarations;

/// <summary>
/// Finds the comments of a function's parameters in the text of its declaration: right before a parameter, or behind it
/// where the comment's mark says so, as <see cref="DeclarationComment"/> has it for declarations.
/// </summary>
internal static class ParameterComments
{
    private static readonly IReadOnlyList<string?> None = [];

    /// <summary>The comment of each parameter, null for one without; empty where no parameter has one.</summary>
    public static IReadOnlyList<string?> Of(FunctionDeclaration function)
    {
        string text = function.Span.Source.Text;
        int at = function.ParameterNames.Count == 0 || !HasComment(text, function.Span.Start, function.Span.End) ? -1 : StartOfList(text, function);
        if (at < 0)
        {
            return None;
        }

        var comments = new List<string?>();
        while (at < function.Span.End && comments.Count < function.ParameterNames.Count)
        {
            (int start, int end, at) = NextParameter(text, at, function.Span.End);
            comments.Add(start < end ? DeclarationComment.Of(text, start, end) : null);
        }

        return comments.Count == function.ParameterNames.Count && comments.Exists(static comment => comment is not null) ? comments : None;
    }

    private static bool HasComment(string text, int start, int end)
    {
        int slash = text.IndexOf('/', start, end - start);
        while (slash >= 0 && slash + 1 < end && text[slash + 1] is not ('*' or '/'))
        {
            slash = text.IndexOf('/', slash + 1, end - slash - 1);
        }

        return slash >= 0 && slash + 1 < end;
    }

    // Behind the parenthesis that follows the function's name; -1 where a macro has written it otherwise.
    private static int StartOfList(string text, FunctionDeclaration function)
    {
        for (int at = function.Span.Start; at < function.Span.End;)
        {
            int start = at;
            at = Skip(text, at);
            if (at - start != function.Name.Length || string.CompareOrdinal(text, start, function.Name, 0, function.Name.Length) != 0)
            {
                continue;
            }

            while (at < function.Span.End && (char.IsWhiteSpace(text[at]) || IsComment(text, at)))
            {
                at = Skip(text, at);
            }

            return at < function.Span.End && text[at] == '(' ? at + 1 : -1;
        }

        return -1;
    }

    // From the first character to behind the last one that is neither blank nor in a comment; then, behind the separator.
    private static (int Start, int End, int Next) NextParameter(string text, int at, int limit)
    {
        int start = -1;
        int end = -1;
        int depth = 0;
        while (at < limit)
        {
            char c = text[at];
            if (depth == 0 && c is ',' or ')')
            {
                return (start, end, at + 1);
            }

            int next = Skip(text, at);
            if (!char.IsWhiteSpace(c) && !IsComment(text, at))
            {
                depth += c is '(' or '[' or '{' ? 1 : c is ')' or ']' or '}' ? -1 : 0;
                start = start < 0 ? at : start;
                end = next;
            }

            at = next;
        }

        return (start, end, limit);
    }

    private static bool IsComment(string text, int at) => text[at] == '/' && at + 1 < text.Length && text[at + 1] is '/' or '*';

    // Behind a comment, a literal, a word, or one character.
    private static int Skip(string text, int at)
    {
        char c = text[at];
        if (IsComment(text, at))
        {
            int end = text[at + 1] == '/' ? text.IndexOf('\n', at) : text.IndexOf("*/", at + 2, StringComparison.Ordinal);
            return end < 0 ? text.Length : text[at + 1] == '/' ? end : end + 2;
        }

        int next = at + 1;
        if (c is '"' or '\'')
        {
            while (next < text.Length && text[next] != c && text[next] != '\n')
            {
                next += text[next] == '\\' ? 2 : 1;
            }

            return Math.Min(next + 1, text.Length);
        }

        while (IsWord(c) && next < text.Length && IsWord(text[next]))
        {
            next++;
        }

        return next;
    }

    private static bool IsWord(char c) => char.IsLetterOrDigit(c) || c is '_' or '$';
}
