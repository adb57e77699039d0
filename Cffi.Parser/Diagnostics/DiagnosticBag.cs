namespace Cffi.Parser.Diagnostics;

/// <summary>What is wrong with one text, in the order in which it was found, up to a limit.</summary>
internal sealed class DiagnosticBag
{
    /// <summary>How many errors are worth reporting: somebody who sees more has pasted something that is not C.</summary>
    public const int MostErrors = 100;

    // So many places of a kind of warning are named after the first.
    private const int MostPositions = 3;

    // CFFInnnn: the first digit says what has found it.
    private const int PhaseDigit = 4;

    private readonly List<CDiagnostic> all = [];
    private Dictionary<int, Expansion>? expansions;

    public int ErrorCount { get; private set; }

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

    /// <summary>Whether something that is no token stands between two places of the text.</summary>
    /// <remarks>The lexer's errors only: they are known when the tokens are read. Others may be found later, or not at all.</remarks>
    /// <param name="start">The first character.</param>
    /// <param name="end">The character after the last one.</param>
    public bool HasLexicalErrorBetween(int start, int end)
    {
        for (int i = all.Count - 1; i >= 0; i--)
        {
            if (IsLexical(all[i].Id) && all[i].Span.Start >= start && all[i].Span.Start < end)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Adds what another bag has, except in the parts of the text that are not read.</summary>
    /// <param name="other">The other bag.</param>
    /// <param name="first">How many of it were added before.</param>
    /// <param name="skipped">What is not read, as far as it has ended; null for nothing.</param>
    /// <param name="skippedFrom">Where the part starts that is not read and has not ended; -1 for none.</param>
    /// <returns>How many of it were added by now.</returns>
    public int AddRange(DiagnosticBag other, int first, IReadOnlyList<SourceSpan>? skipped, int skippedFrom)
    {
        for (; first < other.all.Count; first++)
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

    /// <summary>Remembers that a macro was replaced: what is wrong at its name is wrong in what replaced it.</summary>
    public void Expanded(int start, string name, SourceSpan definition)
    {
        expansions ??= [];

        // The first one is what the user wrote there; the others stand in its body.
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

        CDiagnostic[] sorted = [.. all];
        var starts = new long[sorted.Length];
        for (int i = 0; i < sorted.Length; i++)
        {
            // At one place what the lexer finds comes first, then what the grammar does; the index keeps the rest in order.
            starts[i] = ((long)sorted[i].Span.Start << 32) | ((long)(sorted[i].Id[PhaseDigit] - '0') << 28) | (uint)i;
        }

        Array.Sort(starts, sorted);
        for (int i = 0; expansions is not null && i < sorted.Length; i++)
        {
            if (expansions.TryGetValue(sorted[i].Span.Start, out Expansion? macro))
            {
                sorted[i] = sorted[i] with { Note = $"in expansion of macro '{macro.Name}', defined at {macro.Definition}" };
            }
        }

        return all.Count > ErrorCount + 1 ? Repeated(sorted) : sorted;
    }

    // A header has thousands of a kind, and the first says what there is to know of them.
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

            // Bodies that are skipped differ in the name of the function only.
            (string, string) kind = (diagnostic.Id, diagnostic.Id == Descriptors.SkippedBody.Id ? "" : diagnostic.Message);
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
            throw new CDefinitionException(InOrder());
        }
    }

    private static bool IsLexical(string id) =>
        id == Descriptors.StrayCharacter.Id || id == Descriptors.UnterminatedComment.Id || id == Descriptors.UnterminatedLiteral.Id;

    /// <summary>A macro where it is used. A class, as a dictionary of classes needs no compiling at run time.</summary>
    private sealed record Expansion(string Name, SourceSpan Definition);
}
