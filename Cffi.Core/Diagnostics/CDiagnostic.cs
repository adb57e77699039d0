using System.Text;

namespace Cffi.Diagnostics;

/// <summary>An error or warning about a C text, with a position.</summary>
public sealed record CDiagnostic
{
    /// <summary>Makes the type.</summary>
    /// <param name="id"><c>CFFInnnn</c>.</param>
    /// <param name="severity">How much it weighs.</param>
    /// <param name="span">The position in the user's text.</param>
    /// <param name="message">What is wrong.</param>
    /// <param name="hint">What to do; null if there is no advice.</param>
    public CDiagnostic(string id, CDiagnosticSeverity severity, SourceSpan span, string message, string? hint = null)
    {
        Id = id;
        Severity = severity;
        Span = span;
        Message = message;
        Hint = hint;
    }

    /// <summary><c>CFFInnnn</c>.</summary>
    public string Id { get; init; }

    /// <summary>How much it weighs.</summary>
    public CDiagnosticSeverity Severity { get; init; }

    /// <summary>Where, in the user's own text.</summary>
    public SourceSpan Span { get; init; }

    /// <summary>What is wrong.</summary>
    public string Message { get; init; }

    /// <summary>The advice; null if there is none.</summary>
    public string? Hint { get; init; }

    /// <summary>The origin if the position does not show it: the macro that was expanded there; otherwise null.</summary>
    public string? Note { get; init; }

    private const int TabWidth = 4;
    private const int WidestLine = 200;

    /// <summary>The diagnostic on one line: <c>file(line,col): error CFFInnnn: text</c>.</summary>
    public override string ToString() =>
        $"{Span}: {(Severity == CDiagnosticSeverity.Error ? "error" : "warning")} {Id}: {Message}";

    /// <summary>The diagnostic with the source line, a caret under the position, and the hint.</summary>
    public string Render()
    {
        var text = new StringBuilder(ToString());
        CLinePosition position = Span.Position;
        string line = Span.Source.Line(position.Line);
        string gutter = FormattableString.Invariant($"{Span.FilePosition.Line,5} | ");
        int column = position.Column - 1;
        int from = Math.Max(0, Math.Min(column - (WidestLine / 2), line.Length - WidestLine));
        string shown = line.Substring(from, Math.Min(WidestLine, line.Length - from));
        int length = Math.Max(1, Math.Min(Span.Length, shown.Length - (column - from)));
        text.Append('\n').Append(gutter).Append(ExpandTabs(shown));
        text.Append('\n').Append(' ', gutter.Length - 2).Append("| ");
        text.Append(' ', ExpandTabs(shown.Substring(0, Math.Min(column - from, shown.Length))).Length);
        text.Append('^').Append('~', length - 1);
        if (Note is not null)
        {
            text.Append("\n      = note: ").Append(Note);
        }

        if (Hint is not null)
        {
            text.Append("\n      = hint: ").Append(Hint);
        }

        return text.ToString();
    }

    private static string ExpandTabs(string line) => line.Replace("\t", new string(' ', TabWidth));
}
