namespace Cffi.Generator.Roslyn;

/// <summary>A diagnostic about a C text, with value equality.</summary>
/// <param name="Id"><c>CFFInnnn</c>.</param>
/// <param name="IsError">Whether it is an error, not a warning.</param>
/// <param name="Start">The offset in the text, in UTF-16 code units.</param>
/// <param name="Length">The number of UTF-16 code units; may be 0.</param>
/// <param name="File">The file in the line markers of the text; null if there are none.</param>
/// <param name="From">The line and column of the start, from 1, in that file, otherwise in the text.</param>
/// <param name="To">The line and column after the end.</param>
/// <param name="Message">What is wrong, and what to do.</param>
internal readonly record struct TextProblem(string Id, bool IsError, int Start, int Length, string? File, CLinePosition From, CLinePosition To, string Message)
{
    /// <summary>The suggested name; null for none.</summary>
    public string? NearName { get; init; }

    public static TextProblem Of(CDiagnostic diagnostic)
    {
        SourceSpan span = diagnostic.Span;
        FilePosition position = span.FilePosition;
        FilePosition end = span.Source.FilePositionOf(span.End);
        string? file = position.File == span.Source.Name ? null : position.File;
        string message = diagnostic.Message;
        if (diagnostic.Note is not null)
        {
            message += $"; note: {diagnostic.Note}";
        }

        if (diagnostic.Hint is not null)
        {
            message += $"; hint: {diagnostic.Hint}";
        }

        return new TextProblem(
            diagnostic.Id, diagnostic.Severity == CDiagnosticSeverity.Error, span.Start, span.Length, file, new CLinePosition(position.Line, position.Column), new CLinePosition(end.Line, end.Column), message)
        {
            // Text from a macro is not in the source at that position.
            NearName = diagnostic.Note is null && IsName(span) ? NearestName.Suggested(diagnostic.Hint) : null,
        };
    }

    private static bool IsName(SourceSpan span)
    {
        for (int i = span.Start; i < span.End; i++)
        {
            char c = span.Source.Text[i];
            if (c != '_' && !char.IsLetterOrDigit(c))
            {
                return false;
            }
        }

        return span.Length > 0;
    }
}
