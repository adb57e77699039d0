namespace Cffi.Errors;

/// <summary>Finds the declared name that somebody probably meant.</summary>
internal static class NearestName
{
    private const int LongestName = 64;
    private const string Opening = "did you mean '";
    private const string Closing = "'?";

    /// <summary>The candidate with the fewest edits from <paramref name="name"/>; null where none is near.</summary>
    /// <remarks>Near means at most one edit for every three characters. Ties go to the first candidate.</remarks>
    public static string? Find(string name, IEnumerable<string> candidates)
    {
        string? best = null;
        int bestDistance = (Math.Min(name.Length, LongestName) / 3) + 1;
        var rows = new Rows();
        foreach (string candidate in candidates)
        {
            if (Math.Abs(candidate.Length - name.Length) < bestDistance && candidate.Length <= LongestName && name.Length <= LongestName)
            {
                int distance = rows.Distance(name, candidate, bestDistance);
                if (distance > 0 && distance < bestDistance)
                {
                    best = candidate;
                    bestDistance = distance;
                }
            }
        }

        return best;
    }

    /// <summary>A sentence that names the nearest candidate; empty where none is near.</summary>
    public static string Suggestion(string name, IEnumerable<string> candidates) =>
        Find(name, candidates) is { } nearest ? Opening + nearest + Closing : "";

    /// <summary>The name in a sentence that <see cref="Suggestion"/> has made; null for any other.</summary>
    public static string? Suggested(string? sentence) =>
        sentence is not null && sentence.StartsWith(Opening, StringComparison.Ordinal) && sentence.EndsWith(Closing, StringComparison.Ordinal) && sentence.Length > Opening.Length + Closing.Length
            ? sentence.Substring(Opening.Length, sentence.Length - Opening.Length - Closing.Length)
            : null;

    // One search compares many candidates.
    private sealed class Rows
    {
        private int[] beforePrevious = new int[LongestName + 1];
        private int[] previous = new int[LongestName + 1];
        private int[] current = new int[LongestName + 1];

        // Levenshtein's distance with adjacent transposition, by rows; the limit where it is that or more.
        public int Distance(string left, string right, int limit)
        {
            for (int j = 0; j <= right.Length; j++)
            {
                previous[j] = j;
            }

            for (int i = 1; i <= left.Length; i++)
            {
                // Away from the diagonal by the limit, nothing is nearer than the limit.
                int first = Math.Max(1, i - limit);
                int last = Math.Min(right.Length, i + limit);
                current[first - 1] = first == 1 ? i : limit;
                int smallest = current[first - 1];
                for (int j = first; j <= last; j++)
                {
                    int cost = left[i - 1] == right[j - 1] ? 0 : 1;
                    int value = Math.Min(Math.Min(current[j - 1] + 1, previous[j] + 1), previous[j - 1] + cost);
                    if (i > 1 && j > 1 && left[i - 1] == right[j - 2] && left[i - 2] == right[j - 1])
                    {
                        value = Math.Min(value, beforePrevious[j - 2] + 1);
                    }

                    current[j] = value;
                    smallest = Math.Min(smallest, value);
                }

                if (smallest >= limit)
                {
                    return limit;
                }

                if (last < right.Length)
                {
                    current[last + 1] = limit;
                }

                (beforePrevious, previous, current) = (previous, current, beforePrevious);
            }

            return Math.Min(previous[right.Length], limit);
        }
    }
}
