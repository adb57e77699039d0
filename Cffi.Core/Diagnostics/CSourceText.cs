using System.Diagnostics;

namespace Cffi.Diagnostics;

/// <summary>A text with a name, to which positions refer.</summary>
[DebuggerDisplay("{Name,nq}, {Text.Length} characters")]
public sealed class CSourceText
{
    private int[]? lineStarts;
    private List<LineMap>? maps;
    private List<CSourceText>? included;

    /// <summary>Makes a text.</summary>
    /// <param name="name">The name in diagnostics: a file name or <c>&lt;cdef&gt;</c>.</param>
    /// <param name="text">The characters.</param>
    public CSourceText(string name, string text)
    {
        Name = name;
        Text = text;
    }

    /// <summary>The name of this text in diagnostics.</summary>
    public string Name { get; }

    /// <summary>The characters.</summary>
    public string Text { get; }

    /// <summary>The line and column of an offset.</summary>
    /// <param name="offset">In UTF-16 code units, from 0 to the length of the text.</param>
    public CLinePosition PositionOf(int offset)
    {
        int[] starts = LineStarts();
        int index = Array.BinarySearch(starts, offset);
        int line = index >= 0 ? index : ~index - 1;
        return new CLinePosition(line + 1, offset - starts[line] + 1);
    }

    /// <summary>The file, line and column of an offset, according to the line markers of the text if it has any.</summary>
    /// <param name="offset">In UTF-16 code units, from 0 to the length of the text.</param>
    public FilePosition FilePositionOf(int offset)
    {
        CLinePosition position = PositionOf(offset);
        int index = maps is null ? -1 : maps.FindLastIndex(map => map.FirstLine <= position.Line);
        return index < 0
            ? new FilePosition(Name, position.Line, position.Column)
            : new FilePosition(maps![index].File, maps[index].Number + position.Line - maps[index].FirstLine, position.Column);
    }

    /// <summary>For a text that another text includes: the <c>#include</c>; otherwise null.</summary>
    internal SourceSpan? IncludedAt { get; private set; }

    /// <summary>The offset of the first character in the text that is read: 0, or for an included text, after all texts that precede it.</summary>
    internal int Offset { get; private set; }

    /// <summary>Adds a text that this text, or a text that it includes, includes. Its offsets follow those of the texts so far.</summary>
    /// <param name="text">A text that nothing includes yet.</param>
    /// <param name="directive">The <c>#include</c>.</param>
    internal void Include(CSourceText text, SourceSpan directive)
    {
        CSourceText last = included is null ? this : included[included.Count - 1];
        text.Offset = last.Offset + last.Text.Length + 1;
        text.IncludedAt = directive;
        included ??= [];
        included.Add(text);
    }

    /// <summary>The span of an offset and length in this text or, after its end, in a text that it includes.</summary>
    internal SourceSpan At(int offset, int length)
    {
        if (included is null || offset <= Text.Length)
        {
            return new SourceSpan(this, offset, length);
        }

        int low = 0;
        for (int high = included.Count - 1; low < high;)
        {
            int middle = (low + high + 1) / 2;
            (low, high) = included[middle].Offset <= offset ? (middle, high) : (low, middle - 1);
        }

        return new SourceSpan(included[low], offset - included[low].Offset, length);
    }

    /// <summary>The span from a line and column to the end of that line; null if the text has no such line.</summary>
    /// <param name="line">From 1.</param>
    /// <param name="column">From 1; 0 for the whole line.</param>
    internal SourceSpan? SpanOf(int line, int column)
    {
        int[] starts = LineStarts();
        if (line < 1 || line > starts.Length)
        {
            return null;
        }

        int length = Line(line).Length;
        int skipped = Math.Min(Math.Max(column - 1, 0), length);
        return new SourceSpan(this, starts[line - 1] + skipped, length - skipped);
    }

    /// <summary>Applies a line marker: the line after the one with <paramref name="offset"/> has this number and file.</summary>
    internal void MapLinesAfter(int offset, int number, string? file)
    {
        maps ??= [];
        maps.Add(new LineMap(PositionOf(offset).Line + 1, number, file ?? (maps.Count > 0 ? maps[maps.Count - 1].File : Name)));
    }

    /// <summary>The characters of a line without its end.</summary>
    /// <param name="line">The line, from 1.</param>
    public string Line(int line)
    {
        int[] starts = LineStarts();
        int start = starts[line - 1];
        int end = line < starts.Length ? starts[line] : Text.Length;
        return Text.Substring(start, end - start).TrimEnd('\r', '\n');
    }

    // Most texts have no errors and never need this.
    private int[] LineStarts()
    {
        if (lineStarts is null)
        {
            var starts = new List<int> { 0 };
            for (int i = 0; i < Text.Length; i++)
            {
                if (Text[i] == '\n' || (Text[i] == '\r' && (i + 1 == Text.Length || Text[i + 1] != '\n')))
                {
                    starts.Add(i + 1);
                }
            }

            lineStarts = [.. starts];
        }

        return lineStarts;
    }

    private readonly record struct LineMap(int FirstLine, int Number, string File);
}
