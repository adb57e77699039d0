namespace Cffi.Generator.Emission.Reading;

/// <summary>Tells the texts that every target reads alike: then one reading is enough for all.</summary>
/// <remarks>
/// A C type has no size here until it is laid out, so most texts are such. What could differ is what is computed while
/// reading: conditions, sizes in constant expressions, numbers of type <c>long</c>, widths of bit-fields, and words that
/// not every compiler knows.
/// </remarks>
internal static class TargetIndependence
{
    private static readonly HashSet<string> Words =
        ["sizeof", "alignof", "offsetof", "static_assert", "typeof", "typeof_unqual", "constexpr", "asm", "DWORD", "WORD", "HANDLE", "BOOL"];

    /// <summary>Whether all targets read the text alike; false where that is not seen at once.</summary>
    public static bool IsSure(string text)
    {
        for (int i = 0; i < text.Length;)
        {
            char c = text[i];
            if (c == '/' && i + 1 < text.Length && text[i + 1] is '/' or '*')
            {
                i = AfterComment(text, i);
            }
            else if (c == '_' || char.IsLetter(c))
            {
                int start = i;
                while (i < text.Length && (text[i] == '_' || char.IsLetterOrDigit(text[i])))
                {
                    i++;
                }

                if (!IsHarmless(text.Substring(start, i - start)))
                {
                    return false;
                }
            }
            else if (char.IsDigit(c))
            {
                int start = i;
                while (i < text.Length && char.IsLetterOrDigit(text[i]))
                {
                    i++;
                }

                // With a suffix, or beyond int, the type of a number may be long.
                if (i - start > 9 || !IsDecimal(text, start, i))
                {
                    return false;
                }
            }
            else if (c is '"' or '\'' or '#' or '\\' or '?' || (c == ':' && !IsScope(text, i)))
            {
                return false;
            }
            else
            {
                i += c == ':' ? 2 : 1;
            }
        }

        return true;
    }

    // Reserved names are macros and extensions; C's own of them say nothing about the target but these.
    private static bool IsHarmless(string word) =>
        word[0] == '_' && word.Length > 1 && (word[1] == '_' || char.IsUpper(word[1])) ? word is "_Bool" or "_Complex" : !Words.Contains(word);

    private static bool IsScope(string text, int at) => at + 1 < text.Length && text[at + 1] == ':';

    private static bool IsDecimal(string text, int start, int end)
    {
        for (int i = start; i < end; i++)
        {
            if (!char.IsDigit(text[i]))
            {
                return false;
            }
        }

        return true;
    }

    private static int AfterComment(string text, int start)
    {
        string close = text[start + 1] == '/' ? "\n" : "*/";
        int end = text.IndexOf(close, start + 2, StringComparison.Ordinal);
        return end < 0 ? text.Length : end + close.Length;
    }
}
