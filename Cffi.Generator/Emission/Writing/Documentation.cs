using System.Text;

namespace Cffi.Generator.Emission.Writing;

/// <summary>Writes documentation comments: the C comment as the summary, and always the C text.</summary>
internal static class Documentation
{
    private const int LongestText = 4000;

    /// <summary>Writes the comment of a declaration.</summary>
    public static void Write(CSharpWriter writer, Declaration? declaration, string? remark = null)
    {
        if (declaration is null)
        {
            return;
        }

        Write(writer, declaration.Comment, declaration.CText, remark);
    }

    /// <summary>Writes the comment of a function, including its parameters and its result.</summary>
    /// <param name="writer">Gets the lines.</param>
    /// <param name="function">The function.</param>
    /// <param name="parameterNames">The C# names of the parameters.</param>
    /// <param name="remark">The remarks about the C# type, in XML; null for none.</param>
    public static void Write(CSharpWriter writer, FunctionDeclaration function, IReadOnlyList<string> parameterNames, string? remark)
    {
        FunctionComment comment = FunctionComment.Of(function);
        Write(writer, comment.Summary, function.CText, remark);
        for (int i = 0; i < parameterNames.Count; i++)
        {
            if (comment.Parameter(i) is { } parameter)
            {
                Block(writer, $"<param name=\"{parameterNames[i].TrimStart('@')}\">", parameter, "</param>");
            }
        }

        if (comment.Result is { } result)
        {
            Block(writer, "<returns>", result, "</returns>");
        }
    }

    /// <summary>Writes the comment of the C author for a declaration without its own C text.</summary>
    public static void Write(CSharpWriter writer, string comment) => Block(writer, "<summary>", comment, "</summary>");

    /// <summary>Writes the comment of a member: the C author's comment, and the C text.</summary>
    public static void Write(CSharpWriter writer, CMember member)
    {
        string width = member.BitWidth is { } bits ? FormattableString.Invariant($" : {bits}") : "";
        Write(writer, member.Comment, CTypePrinter.Print(member.Type, member.Name ?? "") + width);
    }

    /// <summary>Writes a comment.</summary>
    /// <param name="writer">Gets the lines.</param>
    /// <param name="comment">The comment of the C author; null for none.</param>
    /// <param name="text">The C text.</param>
    /// <param name="remark">The remarks about the C# type, in XML; null for none.</param>
    public static void Write(CSharpWriter writer, string? comment, string text, string? remark = null)
    {
        bool isBlock = text.IndexOf('\n') >= 0 && text.IndexOf('{') >= 0;
        if (comment is null && isBlock)
        {
            Block(writer, "<summary><code>", Shortened(text), "</code></summary>");
        }
        else if (comment is null)
        {
            writer.Begin().Append("/// <summary><c>");
            AppendEscaped(writer, OneLine(text));
            writer.Append("</c></summary>").Line();
        }
        else
        {
            Block(writer, "<summary>", comment, "</summary>");
        }

        if (comment is not null)
        {
            Block(writer, "<remarks><code>", Shortened(text), "</code></remarks>");
        }

        if (remark is not null)
        {
            writer.Line($"/// <remarks>{remark}</remarks>");
        }
    }

    /// <summary>Text as XML content.</summary>
    public static string Escaped(string text)
    {
        int start = NextSpecial(text, 0);
        if (start == text.Length)
        {
            return text;
        }

        var escaped = new StringBuilder(text, 0, start, text.Length + 16);
        for (int i = start; i < text.Length; i++)
        {
            escaped.Append(Replacement(text[i]) ?? text[i].ToString());
        }

        return escaped.ToString();
    }

    /// <summary>Writes text as XML content.</summary>
    public static void AppendEscaped(CSharpWriter writer, string text)
    {
        for (int start = 0; start < text.Length;)
        {
            int special = NextSpecial(text, start);
            writer.Append(text, start, special - start);
            if (special < text.Length)
            {
                writer.Append(Replacement(text[special]));
            }

            start = special + 1;
        }
    }

    // XML has no control characters. This code does not distinguish surrogate pairs from unpaired surrogates.
    private static string? Replacement(char c) => c switch
    {
        '&' => "&amp;",
        '<' => "&lt;",
        '>' => "&gt;",
        < ' ' and not '\t' or '\uFFFE' or '\uFFFF' or (>= '\uD800' and <= '\uDFFF') => " ",
        _ => null,
    };

    private static int NextSpecial(string text, int start)
    {
        int i = start;
        while (i < text.Length && Replacement(text[i]) is null)
        {
            i++;
        }

        return i;
    }

    private static void Block(CSharpWriter writer, string open, string text, string close)
    {
        // Line ends that C# has and C does not have would end the comment.
        string[] lines = text.Replace("\r\n", "\n").Split('\n', '\r', '\u0085', '\u2028', '\u2029');
        if (lines.Length == 1)
        {
            writer.Begin().Append("/// ").Append(open);
            AppendEscaped(writer, lines[0]);
            writer.Append(close).Line();
            return;
        }

        writer.Line("/// " + open);
        foreach (string line in lines)
        {
            writer.Begin().Append("/// ");
            AppendEscaped(writer, line.TrimEnd());
            writer.Line();
        }

        writer.Line("/// " + close);
    }

    private static string Shortened(string text) => text.Length <= LongestText ? text : text.Substring(0, LongestText) + " ...";

    private static string OneLine(string text) => IsOneLine(text) ? text
        : string.Join(" ", Shortened(text).Split([' ', '\t', '\n', '\r', '\v', '\f', '\u0085', '\u2028', '\u2029'], StringSplitOptions.RemoveEmptyEntries));

    // With single blanks between words only, as in most declarations.
    private static bool IsOneLine(string text)
    {
        for (int i = 0; i < text.Length; i++)
        {
            bool isBlank = text[i] == ' ';
            if (isBlank ? i == 0 || i == text.Length - 1 || text[i - 1] == ' ' : text[i] is < ' ' or '\u0085' or '\u2028' or '\u2029')
            {
                return false;
            }
        }

        return text.Length <= LongestText;
    }
}
