using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;
using RoslynDiagnostic = Microsoft.CodeAnalysis.Diagnostic;
using RoslynPosition = Microsoft.CodeAnalysis.Text.LinePosition;

namespace Cffi.Generator.Roslyn;

/// <summary>Reports the diagnostics of C files, at their positions or at those of their line markers.</summary>
internal static class FileReport
{
    /// <summary>Reports the errors of the item of a file.</summary>
    public static void OfItem(FileTarget target, Action<RoslynDiagnostic> report)
    {
        if (target.Problem is { } problem)
        {
            report(RoslynDiagnostics.At(Location.Create(target.Path, default, default), problem.Id, isError: true, problem.Message));
        }
    }

    /// <summary>Reports the errors of a file's text.</summary>
    public static void OfText(BindingOutput output, Action<RoslynDiagnostic> report)
    {
        foreach (TextProblem problem in output.Problems)
        {
            var lines = new LinePositionSpan(Position(problem.From), Position(problem.To));
            Location location = Location.Create(problem.File ?? output.FileName!, new TextSpan(problem.Start, problem.Length), lines);
            report(RoslynDiagnostics.At(location, problem.Id, problem.IsError, problem.Message));
        }
    }

    private static RoslynPosition Position(CLinePosition position) => new(position.Line - 1, position.Column - 1);
}
