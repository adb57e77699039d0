using System.Text;

namespace Cffi.Modules.Descriptions;

/// <summary>The C text of declarations, with the comments before them: one text, and the position of each declaration in it.</summary>
internal sealed class DeclarationText
{
    private readonly StringBuilder text = new();
    private readonly Dictionary<Declaration, int> starts = [];

    public DeclarationText(IReadOnlyList<Declaration> declarations)
    {
        // A declaration inside another one, such as an enumerator, has its text there.
        SourceSpan around = default;
        int start = 0;
        foreach (Declaration declaration in declarations.GroupBy(static d => d.Span.Source).SelectMany(static g => g.OrderBy(d => d.Span.Start).ThenByDescending(d => d.Span.Length)))
        {
            SourceSpan span = declaration.Span;
            if (starts.Count == 0 || !ReferenceEquals(around.Source, span.Source) || span.End > around.End)
            {
                AppendComment(declaration.Comment);
                around = span;
                start = text.Length;
                text.Append(span.Text).Append(";\n");
            }

            starts.Add(declaration, start + span.Start - around.Start);
        }
    }

    /// <summary>The offset at which a declaration starts.</summary>
    public int StartOf(Declaration declaration) => starts[declaration];

    public override string ToString() => text.ToString();

    private void AppendComment(string? comment)
    {
        foreach (string line in comment?.Split('\n') ?? [])
        {
            text.Append("// ").Append(line).Append('\n');
        }
    }
}
