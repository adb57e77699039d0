using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Cffi.Mutation;

/// <summary>Writes the sources with mutants, each behind its number.</summary>
internal static class Schemata
{
    /// <summary>A file with some of its mutants.</summary>
    public static string Apply(SyntaxTree tree, IReadOnlyList<Mutant> mutants) => new Writer(mutants).Visit(tree.GetRoot())!.ToFullString();

    private sealed class Writer(IReadOnlyList<Mutant> mutants) : CSharpSyntaxRewriter
    {
        public override SyntaxNode? Visit(SyntaxNode? node)
        {
            SyntaxNode? inner = base.Visit(node);
            if (node is null || inner is null || mutants.FirstOrDefault(mutant => mutant.Node == node) is not { } mutant)
            {
                return inner;
            }

            string test = $"global::Cffi.Mutants.Is({mutant.Number})";
            string text = inner.WithoutTrivia().ToFullString();
            SyntaxNode written = node is StatementSyntax
                ? SyntaxFactory.ParseStatement($"if (!{test}) {{ {text} }}")
                : SyntaxFactory.ParseExpression($"({test} ? ({mutant.Replacement}) : ({text}))");
            return written.WithTriviaFrom(inner);
        }
    }
}
