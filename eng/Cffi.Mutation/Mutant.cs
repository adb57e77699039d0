using Microsoft.CodeAnalysis;

namespace Cffi.Mutation;

/// <summary>A bug that could be planted.</summary>
/// <param name="Tree">The file.</param>
/// <param name="Node">The expression or statement that it replaces.</param>
/// <param name="Kind">What was done.</param>
/// <param name="Replacement">What stands there instead; empty for a statement that is left out.</param>
internal sealed record Mutant(SyntaxTree Tree, SyntaxNode Node, string Kind, string Replacement)
{
    /// <summary>The number that makes it alive.</summary>
    public int Number { get; set; }
}
