namespace Cffi.Diagnostics;

/// <summary>A stretch of a text.</summary>
/// <param name="Source">The text.</param>
/// <param name="Start">The offset of the first character, in UTF-16 code units.</param>
/// <param name="Length">The number of UTF-16 code units; may be 0 at the end of the text.</param>
public readonly record struct SourceSpan(CSourceText Source, int Start, int Length)
{
    /// <summary>The offset after the last character.</summary>
    public int End => Start + Length;

    /// <summary>The line and column of the first character.</summary>
    public CLinePosition Position => Source.PositionOf(Start);

    /// <summary>The file, line and column of the first character, as line markers in the text say.</summary>
    public FilePosition FilePosition => Source.FilePositionOf(Start);

    /// <summary>The characters.</summary>
    public string Text => Source.Text.Substring(Start, Length);

    /// <summary>The shortest span that covers this one and <paramref name="other"/>, of the same text.</summary>
    public SourceSpan To(SourceSpan other)
    {
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
