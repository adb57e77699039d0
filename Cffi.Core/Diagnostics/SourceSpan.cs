namespace Cffi.Diagnostics;

/// <summary>A range of characters in a text.</summary>
/// <param name="Source">The text.</param>
/// <param name="Start">The offset of the first character, in UTF-16 code units.</param>
/// <param name="Length">The number of UTF-16 code units; may be 0 at the end of the text.</param>
public readonly record struct SourceSpan(CSourceText Source, int Start, int Length)
{
    /// <summary>The offset after the last character.</summary>
    public int End => Start + Length;

    /// <summary>The line and column of the first character.</summary>
    public CLinePosition Position => Source.PositionOf(Start);

    /// <summary>The file, line and column of the first character, according to line markers in the text.</summary>
    public FilePosition FilePosition => Source.FilePositionOf(Start);

    /// <summary>The characters.</summary>
    public string Text => Source.Text.Substring(Start, Length);

    /// <summary>The offset in the text that is read, which includes <see cref="Source"/> or is it.</summary>
    internal int Place => Source.Offset + Start;

    /// <summary>The shortest span that covers this one and <paramref name="other"/>; this one if the other is of another text.</summary>
    public SourceSpan To(SourceSpan other)
    {
        if (!ReferenceEquals(Source, other.Source))
        {
            return this;
        }

        int start = Math.Min(Start, other.Start);
        return new SourceSpan(Source, start, Math.Max(End, other.End) - start);
    }

    /// <summary>The position as <c>file(line,column)</c>.</summary>
    public override string ToString()
    {
        FilePosition position = FilePosition;
        return FormattableString.Invariant($"{position.File}({position.Line},{position.Column})");
    }
}
