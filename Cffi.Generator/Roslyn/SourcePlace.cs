using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace Cffi.Generator.Roslyn;

/// <summary>A position in a C# file, with value equality.</summary>
/// <param name="Path">The file's path.</param>
/// <param name="Start">The offset in UTF-16 code units.</param>
/// <param name="Length">The number of UTF-16 code units.</param>
internal readonly record struct SourcePlace(string Path, int Start, int Length)
{
    public static SourcePlace Of(SyntaxNodeOrToken syntax) => new(syntax.SyntaxTree!.FilePath, syntax.Span.Start, syntax.Span.Length);

    /// <summary>Finds the position in the compilation from which it was taken.</summary>
    public (SyntaxTree Tree, TextSpan Span) In(Compilation compilation)
    {
        foreach (SyntaxTree tree in compilation.SyntaxTrees)
        {
            if (tree.FilePath == Path && tree.Length >= Start + Length)
            {
                return (tree, new TextSpan(Start, Length));
            }
        }

        throw new InvalidOperationException($"{Path} is not in the compilation.");
    }
}
