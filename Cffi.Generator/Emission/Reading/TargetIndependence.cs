namespace Cffi.Generator.Emission.Reading;

/// <summary>Tells the texts that every target reads alike: then one reading is enough for all.</summary>
/// <remarks>
/// A C type has no size here until it is laid out, so most texts are such. What could differ is what is computed while
/// reading: conditions, sizes in constant expressions, numbers of type <c>long</c>, casts, widths of bit-fields, and words
/// that not every compiler knows.
/// </remarks>
internal static class TargetIndependence
{
    private static readonly char[] LineEnds = ['\\', '\r'];

    /// <summary>Whether all targets read the text alike; false where that is not seen at once.</summary>
    public static bool IsSure(string text) => !HasOtherLines(text) && new IndependenceScanner(text).IsHarmless();

    /// <summary>Whether what one target has read of such a text is what all of them read.</summary>
    /// <remarks>
    /// An enumerator after the greatest <c>int</c> has another type on each target, and so has what is computed of it. And
    /// where a name is declared twice, <c>size_t</c> and <c>unsigned long</c> are the same on some targets only.
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

    // A line that ends in a carriage return alone, or goes on after a backslash, ends elsewhere than the scan sees it end.
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
