namespace Cffi;

/// <summary>A named text that positions refer to. Immutable.</summary>
public sealed class SourceText
{
    private int[]? lineStarts;

    /// <summary>Makes a text.</summary>
    /// <param name="name">What diagnostics call it: a file name or <c>&lt;cdef&gt;</c>.</param>
    /// <param name="text">The characters.</param>
    public SourceText(string name, string text)
    {
        Name = name;
        Text = text;
    }

    /// <summary>What diagnostics call this text.</summary>
    public string Name { get; }

    /// <summary>The characters.</summary>
    public string Text { get; }

    /// <summary>The line and column of an offset.</summary>
    /// <param name="offset">In UTF-16 code units, from 0 to the length of the text.</param>
    public LinePosition PositionOf(int offset)
    {
        int[] starts = LineStarts();
        int index = Array.BinarySearch(starts, offset);
        int line = index >= 0 ? index : ~index - 1;
        return new LinePosition(line + 1, offset - starts[line] + 1);
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

    // Most texts parse without an error and never need this.
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
}
