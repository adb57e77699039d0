namespace Cffi.Generator.Emission.Reading;

/// <summary>Finds the texts that every target parses alike, so that one parse is enough.</summary>
/// <remarks>
/// A C type has no size until its layout is computed, so most texts are of this kind. Differences come from computations during
/// parsing: conditions, sizes in constant expressions, numbers of type <c>long</c>, casts, widths of bit-fields, and words
/// that not every compiler has.
/// </remarks>
internal static class TargetIndependence
{
    private static readonly char[] LineEnds = ['\\', '\r'];

    /// <summary>Whether all targets parse the text alike; false if this is not obvious.</summary>
    public static bool IsSure(string text) => !HasOtherLines(text) && new IndependenceScanner(text).IsHarmless();

    /// <summary>Whether the declarations of one target for such a text are those of all targets.</summary>
    /// <remarks>
    /// An enumerator after the largest <c>int</c> has a different type on each target, and so have computations with it. If
    /// a name is declared twice, <c>size_t</c> and <c>unsigned long</c> are compatible on some targets only.
    /// </remarks>
    public static bool IsSure(DeclarationSet declarations)
    {
        if (declarations.ComparesTypes)
        {
            return false;
        }

        foreach (Declaration declaration in declarations.All)
        {
            if (declaration is ConstantDeclaration { Value: { StringBytes: null } value } && (value.Integer < int.MinValue || value.Integer > int.MaxValue))
            {
                return false;
            }
        }

        return true;
    }

    // A line that ends in a carriage return alone, or continues after a backslash, ends at a different position than the scan assumes.
    private static bool HasOtherLines(string text)
    {
        for (int i = text.IndexOfAny(LineEnds); i >= 0; i = text.IndexOfAny(LineEnds, i + 1))
        {
            bool isBackslash = text[i] == '\\';
            int next = i + 1;
            while (isBackslash && next < text.Length && text[next] is ' ' or '\t')
            {
                next++;
            }

            if (next == text.Length || (isBackslash ? text[next] is '\n' or '\r' : text[next] != '\n'))
            {
                return true;
            }
        }

        return false;
    }
}
