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

    /// <summary>Writes a comment.</summary>
    /// <param name="writer">Gets the lines.</param>
    /// <param name="comment">What C's author says; null for nothing.</param>
    /// <param name="text">The C text.</param>
    /// <param name="remark">What is to be known of the C# side, in XML; null for nothing.</param>
    public static void Write(CSharpWriter writer, string? comment, string text, string? remark = null)
    {
        if (comment is null)
        {
            writer.Line($"/// <summary><c>{Escaped(OneLine(text))}</c></summary>");
        }
        else
        {
            Block(writer, "<summary>", comment, "</summary>");
        }

        if (comment is not null || text.IndexOf('\n') >= 0)
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
        var escaped = new System.Text.StringBuilder(text.Length + 16);
        foreach (char c in text)
        {
            switch (c)
            {
                case '&':
                    escaped.Append("&amp;");
                    break;
                case '<':
                    escaped.Append("&lt;");
                    break;
                case '>':
                    escaped.Append("&gt;");
                    break;
                case < ' ' and not '\t' or '\uFFFE' or '\uFFFF' or (>= '\uD800' and <= '\uDFFF'):
                    // XML has no such characters; halves of pairs are not told from strays here.
                    escaped.Append(' ');
                    break;
                default:
                    escaped.Append(c);
                    break;
            }
        }

        return escaped.ToString();
    }

    private static void Block(CSharpWriter writer, string open, string text, string close)
    {
        // Line ends of C# that C does not know would end the comment.
        string[] lines = text.Replace("\r\n", "\n").Split('\n', '\r', '\u0085', '\u2028', '\u2029');
        if (lines.Length == 1)
        {
            writer.Line($"/// {open}{Escaped(lines[0])}{close}");
            return;
        }

        writer.Line("/// " + open);
        foreach (string line in lines)
        {
            writer.Line("/// " + Escaped(line.TrimEnd()));
        }

        writer.Line("/// " + close);
    }

    private static string Shortened(string text) => text.Length <= LongestText ? text : text.Substring(0, LongestText) + " ...";

    private static string OneLine(string text) =>
        string.Join(" ", Shortened(text).Split([' ', '\t', '\n', '\r', '\v', '\f', '\u0085', '\u2028', '\u2029'], StringSplitOptions.RemoveEmptyEntries));
}
