using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace Cffi.Generator.Roslyn;

/// <summary>Maps each character of a constant string to its position in the C# sources, through literals, escapes and indentation.</summary>
/// <remarks>
/// <code>
/// value    int a;\nint b;            runs: (0, 7) at 12, 7 characters
///          |      |                         (7, 6) at 23, 6 characters
/// source   """⏎    int a;⏎    int b;⏎    """
/// </code>
/// </remarks>
internal sealed class TextMap
{
    private readonly List<Run> runs;
    private readonly int length;

    private TextMap(List<Run> runs, int length)
    {
        this.runs = runs;
        this.length = length;
    }

    /// <summary>Reads a constant expression.</summary>
    /// <param name="expression">Literals, constants, and concatenations of them.</param>
    /// <param name="compilation">The compilation in which constants are looked up.</param>
    /// <param name="cancellation">Ends the work.</param>
    /// <returns>The map; null if the expression is not understood, or if its value differs from that of the C# compiler.</returns>
    public static TextMap? Of(SyntaxNode expression, Compilation compilation, CancellationToken cancellation)
    {
        var runs = new List<Run>();
        var reader = new ConstantReader(compilation, runs, cancellation);
        reader.Read(expression);
        return compilation.GetSemanticModel(expression.SyntaxTree).GetConstantValue(expression, cancellation) is { Value: string value } && value == reader.Value
            ? new TextMap(runs, value.Length)
            : null;
    }

    /// <summary>The position of a part of the value.</summary>
    /// <param name="start">The offset of its first character.</param>
    /// <param name="length">The number of its characters; 0 for the position before <paramref name="start"/>.</param>
    /// <returns>The position in the C# text, as far as it is in one file; null if the value has no such part, or no source text.</returns>
    public Location? Find(int start, int length)
    {
        if (runs.Count == 0 || start < 0 || start + length > this.length)
        {
            return null;
        }

        bool isAtEnd = start == this.length;
        Run first = runs[IndexOf(isAtEnd ? start - 1 : start)];
        int from = isAtEnd ? first.Source.End : first.SourceStart(start);
        int to = from;
        if (length > 0)
        {
            Run last = runs[IndexOf(start + length - 1)];
            to = last.Tree == first.Tree ? last.SourceEnd(start + length - 1) : first.Source.End;
        }

        return Location.Create(first.Tree, TextSpan.FromBounds(from, Math.Max(from, to)));
    }

    /// <summary>Whether the characters of a part of the value are adjacent in the source, so that another text can replace them.</summary>
    public bool IsInOnePiece(int start, int length)
    {
        if (length <= 0 || start < 0 || start + length > this.length)
        {
            return false;
        }

        int last = IndexOf(start + length - 1);
        for (int i = IndexOf(start); i <= last; i++)
        {
            if (!runs[i].IsLiteral || (i < last && (runs[i].Tree != runs[i + 1].Tree || runs[i].Source.End != runs[i + 1].Source.Start)))
            {
                return false;
            }
        }

        return true;
    }

    private int IndexOf(int offset)
    {
        int low = 0;
        int high = runs.Count - 1;
        while (low < high)
        {
            int middle = (low + high + 1) / 2;
            if (runs[middle].Start <= offset)
            {
                low = middle;
            }
            else
            {
                high = middle - 1;
            }
        }

        return low;
    }

    /// <summary>Characters of the value that are adjacent in the source.</summary>
    /// <param name="Start">The offset of the first in the value.</param>
    /// <param name="Length">Their number in the value.</param>
    /// <param name="Tree">The C# file.</param>
    /// <param name="Source">Their range in the source; its length differs from that in the value if the characters are escaped.</param>
    internal readonly record struct Run(int Start, int Length, SyntaxTree Tree, TextSpan Source)
    {
        /// <summary>Whether the source has the characters in a literal, not an expression for them.</summary>
        public bool IsLiteral { get; init; } = true;

        private bool IsAsWritten => IsLiteral && Source.Length == Length;

        public int SourceStart(int offset) => IsAsWritten ? Source.Start + offset - Start : Source.Start;

        public int SourceEnd(int offset) => IsAsWritten ? Source.Start + offset - Start + 1 : Source.End;
    }
}
