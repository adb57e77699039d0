namespace Cffi.Parser.Diagnostics;

/// <summary>The diagnostics of one text, in the order in which they were found, up to a limit.</summary>
internal sealed class DiagnosticBag
{
    /// <summary>The maximum number of reported errors: a text with more errors is probably not C.</summary>
    public const int MostErrors = 100;

    // The number of further positions that a message names for one kind of warning.
    private const int MostPositions = 3;

    // CFFInnnn: the first digit identifies the stage that found it.
    private const int PhaseDigit = 4;

    private readonly List<CDiagnostic> all = [];
    private Dictionary<int, Expansion>? expansions;

    public int ErrorCount { get; private set; }

    /// <summary>An exception that is the cause of an error; null for none.</summary>
    public Exception? Cause { get; set; }

    public bool HasErrors => ErrorCount > 0;

    public bool IsFull => ErrorCount >= MostErrors;

    public void Add(CDiagnostic diagnostic)
    {
        if (diagnostic.Severity == CDiagnosticSeverity.Error)
        {
            if (IsFull)
            {
                return;
            }

            ErrorCount++;
        }

        all.Add(diagnostic);
    }

    /// <summary>Whether there is an invalid token between two offsets of the text.</summary>
    /// <remarks>This considers only the lexer's errors, because they are known when the tokens are read.</remarks>
    /// <param name="start">The first character.</param>
    /// <param name="end">The offset after the last character.</param>
    public bool HasLexicalErrorBetween(int start, int end)
    {
        for (int i = all.Count - 1; i >= 0; i--)
        {
            if (IsLexical(all[i].Id) && all[i].Span.Place >= start && all[i].Span.Place < end)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Adds the diagnostics of another bag, except those in skipped parts of the text.</summary>
    /// <param name="other">The other bag.</param>
    /// <param name="first">The number of its diagnostics that were added before.</param>
    /// <param name="end">The offset up to which its diagnostics are added; it has them in the order of the text.</param>
    /// <param name="skipped">The skipped parts that have ended; null for none.</param>
    /// <param name="skippedFrom">The start of the skipped part that has not ended; -1 for none.</param>
    /// <returns>The number of its diagnostics that were added so far.</returns>
    public int AddRange(DiagnosticBag other, int first, int end, IReadOnlyList<SourceSpan>? skipped, int skippedFrom)
    {
        for (; first < other.all.Count && other.all[first].Span.Start < end; first++)
        {
            CDiagnostic diagnostic = other.all[first];
            bool isSkipped = skippedFrom >= 0 && diagnostic.Span.Start >= skippedFrom;
            for (int i = 0; i < skipped?.Count; i++)
            {
                isSkipped |= diagnostic.Span.Start >= skipped[i].Start && diagnostic.Span.Start < skipped[i].End;
            }

            if (!isSkipped)
            {
                Add(diagnostic);
            }
        }

        return first;
    }

    /// <summary>Records that a macro was replaced: an error at its name is an error in its replacement.</summary>
    public void Expanded(int start, string name, SourceSpan definition)
    {
        expansions ??= [];

        // The first macro is the one in the user's text; the others are in its body.
        if (!expansions.ContainsKey(start))
        {
            expansions.Add(start, new Expansion(name, definition));
        }
    }

    /// <summary>The diagnostics in the order of the text.</summary>
    public IReadOnlyList<CDiagnostic> InOrder()
    {
        if (all.Count == 0)
        {
            return [];
        }

        CDiagnostic[] sorted = Sorted();
        for (int i = 0; i < sorted.Length; i++)
        {
            if (sorted[i].Span.Source.IncludedAt is { } directive)
            {
                sorted[i] = sorted[i] with { Note = $"'{sorted[i].Span.Source.Name}' is included at {directive}" };
            }

            if (expansions is not null && expansions.TryGetValue(sorted[i].Span.Place, out Expansion? macro))
            {
                sorted[i] = sorted[i] with { Note = $"in expansion of macro '{macro.Name}', defined at {macro.Definition}" };
            }
        }

        return all.Count > ErrorCount + 1 ? Repeated(sorted) : sorted;
    }

    private CDiagnostic[] Sorted()
    {
        if (all.Exists(static diagnostic => diagnostic.Span.Source.IncludedAt is not null))
        {
            return [.. all.OrderBy(static diagnostic => diagnostic.Span, Comparer<SourceSpan>.Create(SourceOrder.Compare)).ThenBy(static diagnostic => diagnostic.Id[PhaseDigit])];
        }

        CDiagnostic[] sorted = [.. all];
        var starts = new long[sorted.Length];
        for (int i = 0; i < sorted.Length; i++)
        {
            // At one position, the lexer's diagnostics precede the grammar's; the index keeps the order of the rest.
            starts[i] = ((long)sorted[i].Span.Start << 32) | ((long)(sorted[i].Id[PhaseDigit] - '0') << 28) | (uint)i;
        }

        Array.Sort(starts, sorted);
        return sorted;
    }

    // A header can have thousands of one kind, and the first is enough.
    private static IReadOnlyList<CDiagnostic> Repeated(CDiagnostic[] sorted)
    {
        var groups = new Dictionary<(string Id, string Message), List<CDiagnostic>>();
        var kept = new List<CDiagnostic>(sorted.Length);
        foreach (CDiagnostic diagnostic in sorted)
        {
            if (diagnostic.Severity == CDiagnosticSeverity.Error)
            {
                kept.Add(diagnostic);
                continue;
            }

            // Messages about skipped bodies differ only in the name of the function, and in their hint.
            (string, string) kind = (diagnostic.Id, diagnostic.Id == Descriptors.SkippedBody.Id ? diagnostic.Hint ?? "" : diagnostic.Message);
            if (!groups.TryGetValue(kind, out List<CDiagnostic>? group))
            {
                groups.Add(kind, group = []);
                kept.Add(diagnostic);
            }

            group.Add(diagnostic);
        }

        if (kept.Count == sorted.Length)
        {
            return sorted;
        }

        foreach (List<CDiagnostic> group in groups.Values)
        {
            if (group.Count > 1)
            {
                IEnumerable<string> more = group.Skip(1).Take(MostPositions).Select(static d => d.Span.ToString());
                string rest = group.Count - 1 > MostPositions ? ", ..." : "";
                kept[kept.IndexOf(group[0])] = group[0] with
                {
                    Message = FormattableString.Invariant($"{group[0].Message} ({group.Count - 1} more of this kind: {string.Join(", ", more)}{rest})"),
                };
            }
        }

        return kept;
    }

    /// <summary>Throws if there is an error.</summary>
    /// <exception cref="CDefinitionException">There is an error.</exception>
    public void ThrowIfErrors()
    {
        if (HasErrors)
        {
            throw new CDefinitionException(InOrder(), Cause);
        }
    }

    private static bool IsLexical(string id) =>
        id == Descriptors.StrayCharacter.Id || id == Descriptors.UnterminatedComment.Id || id == Descriptors.UnterminatedLiteral.Id;

    /// <summary>A use of a macro. It is a class, because a dictionary of classes needs no JIT compilation.</summary>
    private sealed record Expansion(string Name, SourceSpan Definition);
}
