namespace Cffi.Parser.Diagnostics;

/// <summary>The order in which the grammar reads positions: an included text follows its <c>#include</c>.</summary>
internal static class SourceOrder
{
    /// <summary>Compares two positions of one text, or of texts that it includes.</summary>
    public static int Compare(SourceSpan left, SourceSpan right)
    {
        if (left.Source.IncludedAt is null && right.Source.IncludedAt is null)
        {
            return left.Start.CompareTo(right.Start);
        }

        List<SourceSpan> leftPath = Path(left);
        List<SourceSpan> rightPath = Path(right);
        for (int i = 0; i < Math.Min(leftPath.Count, rightPath.Count); i++)
        {
            if (leftPath[i].Start != rightPath[i].Start)
            {
                return leftPath[i].Start.CompareTo(rightPath[i].Start);
            }
        }

        return leftPath.Count.CompareTo(rightPath.Count);
    }

    // The directives from the whole text down to the position.
    private static List<SourceSpan> Path(SourceSpan span)
    {
        var path = new List<SourceSpan> { span };
        while (path[path.Count - 1].Source.IncludedAt is { } directive)
        {
            path.Add(directive);
        }

        path.Reverse();
        return path;
    }
}
