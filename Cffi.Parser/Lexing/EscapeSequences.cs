namespace Cffi.Parser.Lexing;

/// <summary>The escape sequences of C11 6.4.4.4 and GCC's <c>\e</c>.</summary>
internal static class EscapeSequences
{
    /// <summary>Reads the escape sequence at a backslash.</summary>
    /// <param name="text">The literal.</param>
    /// <param name="position">The offset of the backslash; afterwards, of the character after the sequence.</param>
    /// <param name="value">A code unit, or a code point.</param>
    /// <param name="isCodePoint">Whether the sequence names a character rather than a code unit.</param>
    /// <returns>Whether the sequence is valid.</returns>
    public static bool TryRead(string text, ref int position, out uint value, out bool isCodePoint)
    {
        isCodePoint = false;
        if (position + 1 >= text.Length)
        {
            // The text ends in the middle of the literal.
            position = text.Length;
            value = 0;
            return false;
        }

        char c = text[position + 1];
        position += 2;
        switch (c)
        {
            case >= '0' and <= '7':
                position--;
                return TryDigits(text, ref position, 8, 1, 3, out value);
            case 'x':
                return TryDigits(text, ref position, 16, 1, int.MaxValue, out value);
            case 'u':
                isCodePoint = true;
                return TryDigits(text, ref position, 16, 4, 4, out value) && value is < 0xd800 or > 0xdfff;
            case 'U':
                isCodePoint = true;
                return TryDigits(text, ref position, 16, 8, 8, out value) && value is < 0xd800 or (> 0xdfff and <= 0x10ffff);
            default:
                int simple = Simple(c);
                value = (uint)Math.Max(simple, 0);
                return simple >= 0;
        }
    }

    private static int Simple(char c) => c switch
    {
        'n' => '\n',
        't' => '\t',
        'r' => '\r',
        'a' => '\a',
        'b' => '\b',
        'f' => '\f',
        'v' => '\v',
        'e' => 27,
        '\\' or '\'' or '"' or '?' => c,
        _ => -1,
    };

    private static bool TryDigits(string text, ref int position, uint radix, int least, int most, out uint value)
    {
        value = 0;
        int count = 0;
        while (count < most && position < text.Length && Digit(text[position]) < radix)
        {
            if (value >> 28 != 0)
            {
                return false;
            }

            value = (value * radix) + Digit(text[position]);
            position++;
            count++;
        }

        return count >= least;
    }

    private static uint Digit(char c) => c switch
    {
        >= '0' and <= '9' => (uint)(c - '0'),
        >= 'a' and <= 'f' => (uint)(c - 'a' + 10),
        >= 'A' and <= 'F' => (uint)(c - 'A' + 10),
        _ => uint.MaxValue,
    };
}
