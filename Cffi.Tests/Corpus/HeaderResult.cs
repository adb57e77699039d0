using System.Diagnostics;
using Cffi.Parser;

namespace Cffi.Tests.Corpus;

/// <summary>The result of parsing one header.</summary>
/// <param name="Header">The header's path.</param>
/// <param name="Length">The number of characters after preprocessing.</param>
/// <param name="Declarations">The number of external declarations in the text.</param>
/// <param name="Errors">The errors that the parser reported.</param>
/// <param name="Failure">An unexpected exception; null for none.</param>
/// <param name="Time">The time to parse the header.</param>
/// <param name="Names">The number of declared names.</param>
internal sealed record HeaderResult(string Header, int Length, int Declarations, IReadOnlyList<CDiagnostic> Errors, string? Failure, TimeSpan Time, int Names)
{
    /// <summary>The number of refused declarations. If the parser stopped at its limit of errors, all declarations count.</summary>
    public int Refused => Errors.Count < 100 ? Errors.Count : Declarations;

    public static HeaderResult Of(string header, string text)
    {
        var watch = Stopwatch.StartNew();
        IReadOnlyList<CDiagnostic> errors = [];
        string? failure = null;
        var set = new DeclarationSet();
        try
        {
            new CParser(Target.LinuxX64, set).Parse(text);
        }
        catch (CDefinitionException refusal)
        {
            errors = [.. refusal.Diagnostics.Where(d => d.Severity == CDiagnosticSeverity.Error)];
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            // The report shows any exception, with the header's name.
            failure = exception.ToString();
        }

        return new HeaderResult(header, text.Length, DeclarationCount.Of(text), errors, failure, watch.Elapsed, set.All.Count);
    }
}
