using Microsoft.CodeAnalysis;

namespace Cffi.Mutation;

/// <summary>A bug that could be planted.</summary>
/// <param name="Tree">The file.</param>
/// <param name="Node">The expression or statement that the mutant replaces.</param>
/// <param name="Kind">The kind of change.</param>
/// <param name="Replacement">The replacement; empty if the statement is removed.</param>
internal sealed record Mutant(SyntaxTree Tree, SyntaxNode Node, string Kind, string Replacement)
{
    /// <summary>The number that switches the mutant on.</summary>
    public int Number { get; set; }
}
