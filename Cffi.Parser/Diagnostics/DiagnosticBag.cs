namespace Cffi.Parser.Diagnostics;

/// <summary>What is wrong with one text, in the order in which it was found, up to a limit.</summary>
internal sealed class DiagnosticBag
{
    /// <summary>How many errors are worth reporting: somebody who sees more has pasted something that is not C.</summary>
    public const int MostErrors = 100;

    private readonly List<Diagnostic> all = [];

    public int ErrorCount { get; private set; }

    public bool HasErrors => ErrorCount > 0;

    public bool IsFull => ErrorCount >= MostErrors;

    public void Add(Diagnostic diagnostic)
    {
        if (diagnostic.Severity == DiagnosticSeverity.Error)
        {
            if (IsFull)
            {
                return;
            }

            ErrorCount++;
        }

        all.Add(diagnostic);
    }

    /// <summary>The diagnostics in the order of the text.</summary>
    public IReadOnlyList<Diagnostic> InOrder()
    {
        if (all.Count == 0)
        {
            return [];
        }

        Diagnostic[] sorted = [.. all];
        var starts = new long[sorted.Length];
        for (int i = 0; i < sorted.Length; i++)
        {
            // The index keeps the order of those that start at one place.
            starts[i] = ((long)sorted[i].Span.Start << 32) | (uint)i;
        }

        Array.Sort(starts, sorted);
        return sorted;
    }

    /// <summary>Throws if there is an error.</summary>
    /// <exception cref="CDefinitionException">There is an error.</exception>
    public void ThrowIfErrors()
    {
        if (HasErrors)
        {
            throw new CDefinitionException(InOrder());
        }
    }
}
