using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;
using RoslynDiagnostic = Microsoft.CodeAnalysis.Diagnostic;

namespace Cffi.Generator.Roslyn;

/// <summary>The diagnostics of one class and its C text.</summary>
/// <param name="Text">The expression of the C text.</param>
/// <param name="OfClass">The reasons why the class cannot have declarations.</param>
/// <param name="OfText">The errors of the text.</param>
internal sealed record ClassReport(SourcePlace Text, EquatableArray<HostProblem> OfClass, EquatableArray<TextProblem> OfText)
{
    public bool IsEmpty => OfClass.Count == 0 && OfText.Count == 0;

    public static ClassReport Of(ClassTarget target, ImmutableArray<BindingOutput> outputs) => new(
        target.Text,
        target.Problems,
        outputs.FirstOrDefault(output => output.HintName == target.Model?.HintName)?.Problems ?? default);

    /// <summary>Reports each at its position in the C# text.</summary>
    public void Report(Compilation compilation, Action<RoslynDiagnostic> report, CancellationToken cancellation)
    {
        foreach (HostProblem problem in OfClass)
        {
            (SyntaxTree tree, TextSpan span) = problem.Place.In(compilation);
            report(RoslynDiagnostics.At(Location.Create(tree, span), problem.Id, isError: true, problem.Message));
        }

        if (OfText.Count == 0)
        {
            return;
        }

        (SyntaxTree textTree, TextSpan textSpan) = Text.In(compilation);
        SyntaxNode expression = textTree.GetRoot(cancellation).FindNode(textSpan, getInnermostNodeForTie: true);
        TextMap? map = TextMap.Of(expression, compilation, cancellation);
        foreach (TextProblem problem in OfText)
        {
            Location? exact = map?.Find(problem.Start, problem.Length);
            string message = exact is null
                ? FormattableString.Invariant($"{problem.Message} (line {problem.From.Line}, column {problem.From.Column} of the C text)")
                : problem.Message;
            report(RoslynDiagnostics.At(exact ?? expression.GetLocation(), problem.Id, problem.IsError, message, map?.IsInOnePiece(problem.Start, problem.Length) == true ? problem.NearName : null));
        }
    }
}
