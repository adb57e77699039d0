using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Cffi.Generator.Roslyn;

/// <summary>Reads the source text of one string literal: ordinary, verbatim or raw, interpolated or not (C# standard 6.4.5.6, 12.8.3).</summary>
internal sealed class LiteralReader
{
    private readonly ConstantReader reader;
    private readonly SyntaxNode literal;
    private readonly IReadOnlyList<InterpolationSyntax> holes;
    private readonly string source;
    private readonly int offset;
    private readonly int prefixLength;
    private readonly int quotes;

    /// <param name="reader">Gets the characters.</param>
    /// <param name="literal">The literal.</param>
    /// <param name="holes">The interpolations in it.</param>
    public LiteralReader(ConstantReader reader, SyntaxNode literal, IReadOnlyList<InterpolationSyntax> holes)
    {
        this.reader = reader;
        this.literal = literal;
        this.holes = holes;
        source = literal.ToString();
        offset = literal.SpanStart;
        prefixLength = source.Length - source.TrimStart('$', '@').Length;
        quotes = source.Length - prefixLength - source.Substring(prefixLength).TrimStart('"').Length;
    }

    private bool IsVerbatim => source.IndexOf('@', 0, prefixLength) >= 0;

    private bool IsInterpolated => source[0] == '$' || (prefixLength > 1 && source[1] == '$');

    /// <summary>Appends the characters.</summary>
    public void Read()
    {
        if (quotes >= 3 && !IsVerbatim)
        {
            ReadRaw();
        }
        else
        {
            Walk(prefixLength + 1, source.Length - 1, IsVerbatim ? VerbatimLength : EscapeLength);
        }
    }

    private void ReadRaw()
    {
        int from = prefixLength + quotes;
        int to = source.Length - quotes;
        int firstLine = EndOfLine(from, out int afterFirst);
        if (firstLine < 0 || firstLine >= to)
        {
            Walk(from, to, static _ => 1);
            return;
        }

        int lastBreak = to;
        while (source[lastBreak - 1] is ' ' or '\t')
        {
            lastBreak--;
        }

        int end = lastBreak - (lastBreak >= 2 && source[lastBreak - 2] == '\r' && source[lastBreak - 1] == '\n' ? 2 : 1);
        Walk(afterFirst, end, static _ => 1, indentation: to - lastBreak);
    }

    private void Walk(int from, int to, Func<int, int> lengthAt, int indentation = 0)
    {
        int toSkip = indentation;
        for (int at = from; at < to;)
        {
            if (toSkip > 0 && source[at] is ' ' or '\t')
            {
                toSkip--;
                at++;
            }
            else if (HoleAt(at) is { } hole)
            {
                reader.Read(hole.Expression);
                at = hole.Span.End - offset;
                toSkip = 0;
            }
            else
            {
                int length = lengthAt(at);
                reader.Append(length == 1 ? source[at].ToString() : Meaning(at, length), literal.SyntaxTree, offset + at, length);
                toSkip = source[at] == '\n' || (source[at] == '\r' && source[at + 1] != '\n') ? indentation : 0;
                at += length;
            }
        }
    }

    private InterpolationSyntax? HoleAt(int at)
    {
        foreach (InterpolationSyntax hole in holes)
        {
            if (hole.SpanStart - offset == at)
            {
                return hole;
            }
        }

        return null;
    }

    private int VerbatimLength(int at) => source[at] == '"' || (IsInterpolated && source[at] is '{' or '}') ? 2 : 1;

    private int EscapeLength(int at)
    {
        if (source[at] != '\\')
        {
            return IsInterpolated && source[at] is '{' or '}' ? 2 : 1;
        }

        switch (source[at + 1])
        {
            case 'u':
                return 6;
            case 'U':
                return 10;
            case 'x':
                int end = at + 2;
                while (end < at + 6 && end < source.Length && Uri.IsHexDigit(source[end]))
                {
                    end++;
                }

                return end - at;
            default:
                return 2;
        }
    }

    private string Meaning(int at, int length)
    {
        if (source[at] != '\\' || IsVerbatim)
        {
            return source[at].ToString();
        }

        char letter = source[at + 1];
        if (letter is 'u' or 'U' or 'x')
        {
            int code = Convert.ToInt32(source.Substring(at + 2, length - 2), 16);
            return letter == 'U' ? char.ConvertFromUtf32(code) : ((char)code).ToString();
        }

        int index = "0abefnrtv".IndexOf(letter);
        return index < 0 ? letter.ToString() : "\0\a\b\u001B\f\n\r\t\v"[index].ToString();
    }

    // The offset of the next end of line, and of the next line; -1 if there is none.
    private int EndOfLine(int from, out int next)
    {
        int end = source.IndexOfAny(['\r', '\n'], from);
        next = end < 0 ? source.Length : end + (source[end] == '\r' && end + 1 < source.Length && source[end + 1] == '\n' ? 2 : 1);
        return end;
    }
}
