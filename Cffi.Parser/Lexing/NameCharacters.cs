namespace Cffi.Parser.Lexing;

/// <summary>
/// The characters that identifiers can contain besides letters, digits and underscores (C11 6.4.2.1, Annex D). In ASCII this is only
/// the dollar sign, as in GCC.
/// </summary>
internal static class NameCharacters
{
    // The ranges of D.1, and U+FD3E and U+FD3F, which GCC adds; from U+10000 on, each plane up to the fourteenth except for its last two characters.
    private static readonly int[] Ranges =
    [
        0x00A8, 0x00A8, 0x00AA, 0x00AA, 0x00AD, 0x00AD, 0x00AF, 0x00AF, 0x00B2, 0x00B5, 0x00B7, 0x00BA, 0x00BC, 0x00BE, 0x00C0, 0x00D6, 0x00D8, 0x00F6, 0x00F8, 0x00FF,
        0x0100, 0x167F, 0x1681, 0x180D, 0x180F, 0x1FFF, 0x200B, 0x200D, 0x202A, 0x202E, 0x203F, 0x2040, 0x2054, 0x2054, 0x2060, 0x206F,
        0x2070, 0x218F, 0x2460, 0x24FF, 0x2776, 0x2793, 0x2C00, 0x2DFF, 0x2E80, 0x2FFF, 0x3004, 0x3007, 0x3021, 0x302F, 0x3031, 0x303F,
        0x3040, 0xD7FF, 0xF900, 0xFDCF, 0xFDF0, 0xFE44, 0xFE47, 0xFFFD,
    ];

    /// <summary>Whether an identifier can contain a character.</summary>
    public static bool IsPart(int codePoint)
    {
        if (codePoint >= 0x10000)
        {
            return codePoint < 0xF0000 && (codePoint & 0xFFFF) < 0xFFFE;
        }

        if (codePoint == '$')
        {
            return true;
        }

        for (int i = 0; i < Ranges.Length && Ranges[i] <= codePoint; i += 2)
        {
            if (codePoint <= Ranges[i + 1])
            {
                // A byte order mark counts as a blank, because concatenated texts can contain it anywhere.
                return codePoint != 0xFEFF;
            }
        }

        return false;
    }

    /// <summary>Whether a character can be the first of an identifier; D.2 excludes combining marks.</summary>
    public static bool IsStart(int codePoint) =>
        IsPart(codePoint) && codePoint is not ((>= 0x0300 and <= 0x036F) or (>= 0x1DC0 and <= 0x1DFF) or (>= 0x20D0 and <= 0x20FF) or (>= 0xFE20 and <= 0xFE2F));
}
