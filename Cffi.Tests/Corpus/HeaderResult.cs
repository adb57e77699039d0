using System.Diagnostics;
using Cffi.Parser;

namespace Cffi.Tests.Corpus;

/// <summary>What became of one header.</summary>
/// <param name="Header">Its path.</param>
/// <param name="Length">The characters after preprocessing.</param>
/// <param name="Declarations">The external declarations in it.</param>
/// <param name="Errors">What was refused.</param>
/// <param name="Failure">An exception that must not come out; null for none.</param>
/// <param name="Time">The time it took.</param>
/// <param name="Names">How many names it has declared.</param>
internal sealed record HeaderResult(string Header, int Length, int Declarations, IReadOnlyList<CDiagnostic> Errors, string? Failure, TimeSpan Time, int Names)
{
    /// <summary>How many declarations were refused; where errors end at their limit, all that follow count.</summary>
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
            // Whatever it is, the report names it and the header.
            failure = exception.ToString();
        }

        return new HeaderResult(header, text.Length, DeclarationCount.Of(text), errors, failure, watch.Elapsed, set.All.Count);
    }
}
