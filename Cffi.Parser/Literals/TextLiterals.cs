using System.Numerics;
using System.Text;
using Cffi.Parser.Diagnostics;
using Cffi.Parser.Lexing;

namespace Cffi.Parser.Literals;

/// <summary>The values of character constants and string literals (C11 6.4.4.4, 6.4.5).</summary>
internal static class TextLiterals
{
    // Four characters, each of them as an escape sequence with leading zeros.
    private const int LongestCharacter = 100;

    /// <summary>The value of a character constant; several characters in one count as GCC counts them.</summary>
    /// <exception cref="RefusedException">C does not know such a constant.</exception>
    public static CConstant Character(Token token, CSourceText source, Target target)
    {
        if (token.Name.Length > LongestCharacter)
        {
            throw Refuse(token, source, "this character constant does not fit into an int");
        }

        CPrimitiveKind element = Prefix(token.Name, out int start);
        var units = new List<uint>();
        Decode(token, start, element, units, source, target);
        if (units.Count == 0)
        {
            throw Refuse(token, source, "a character constant needs a character");
        }

        if (element != CPrimitiveKind.Char)
        {
            var type = CPrimitiveType.Of(element);
            return units.Count == 1
                ? CConstant.OfInteger(type, IntegerTypes.Wrap(units[0], type, target))
                : throw Refuse(token, source, "this character constant holds more than one character");
        }

        if (token.Name[0] == 'u')
        {
            // C23 6.4.4.4p11: u8'a' is a char8_t.
            return units.Count == 1
                ? CConstant.OfInteger(CPrimitiveType.Of(CPrimitiveKind.UChar), units[0])
                : throw Refuse(token, source, "this character constant holds more than one UTF-8 code unit");
        }

        if (units.Count == 1)
        {
            // C11 6.4.4.4p10: an int, with the value of the char.
            return CConstant.OfInteger(CPrimitiveType.Of(CPrimitiveKind.Int), IntegerTypes.Wrap(units[0], CPrimitiveType.Of(CPrimitiveKind.Char), target));
        }

        if (units.Count > 4)
        {
            throw Refuse(token, source, "this character constant does not fit into an int");
        }

        BigInteger value = BigInteger.Zero;
        foreach (uint unit in units)
        {
            value = (value << 8) | (unit & 0xff);
        }

        return CConstant.OfInteger(CPrimitiveType.Of(CPrimitiveKind.Int), IntegerTypes.Wrap(value, CPrimitiveType.Of(CPrimitiveKind.Int), target));
    }

    /// <summary>The bytes of adjacent string literals, joined.</summary>
    /// <exception cref="RefusedException">C does not know such a literal.</exception>
    public static CConstant String(Token[] parts, CSourceText source, Target target)
    {
        CPrimitiveKind element = CPrimitiveKind.Char;
        foreach (Token part in parts)
        {
            CPrimitiveKind own = Prefix(part.Name, out _);
            if (own != CPrimitiveKind.Char && element != CPrimitiveKind.Char && own != element)
            {
                throw Refuse(part, source, "these strings have different encodings");
            }

            element = own == CPrimitiveKind.Char ? element : own;
        }

        var units = new List<uint>();
        foreach (Token part in parts)
        {
            Prefix(part.Name, out int start);
            Decode(part, start, element, units, source, target);
        }

        var type = CPrimitiveType.Of(element);
        int size = (int)PrimitiveLayout.Of(type, target).Size;
        var bytes = new byte[units.Count * size];
        for (int i = 0; i < bytes.Length; i++)
        {
            bytes[i] = (byte)(units[i / size] >> (8 * (i % size)));
        }

        return CConstant.OfString(type.ArrayOf(units.Count + 1), bytes);
    }

    /// <summary>The characters of plain string literals, for symbols and messages.</summary>
    /// <exception cref="RefusedException">C does not know such a literal.</exception>
    public static string Text(Token[] parts, CSourceText source, Target target) =>
        Encoding.UTF8.GetString([.. String(parts, source, target).StringBytes!]);

    private static CPrimitiveKind Prefix(string text, out int start)
    {
        start = text.IndexOfAny(['"', '\'']) + 1;
        return start == 1 || start == 3 ? CPrimitiveKind.Char : text[0] switch
        {
            'L' => CPrimitiveKind.WChar,
            'u' => CPrimitiveKind.Char16,
            _ => CPrimitiveKind.Char32,
        };
    }

    private static void Decode(Token token, int start, CPrimitiveKind element, List<uint> units, CSourceText source, Target target)
    {
        string text = token.Name;
        int unitBits = (int)PrimitiveLayout.Of(CPrimitiveType.Of(element), target).Size * 8;
        char quote = text[start - 1];
        int position = start;
        while (position < text.Length && !(position == text.Length - 1 && text[position] == quote))
        {
            if (text[position] != '\\')
            {
                int code = char.IsSurrogatePair(text, position) ? char.ConvertToUtf32(text, position) : text[position];
                position += code > 0xffff ? 2 : 1;
                Append(code, unitBits, units);
            }
            else if (EscapeSequences.TryRead(text, ref position, out uint value, out bool isCodePoint))
            {
                if (isCodePoint)
                {
                    Append((int)value, unitBits, units);
                }
                else if (unitBits < 32 && value >> unitBits != 0)
                {
                    throw Refuse(token, source, "an escape sequence is out of range");
                }
                else
                {
                    units.Add(value);
                }
            }
            else
            {
                throw Refuse(token, source, "this literal has an escape sequence that C does not know");
            }
        }
    }

    // A character in the code units of the literal: UTF-8, UTF-16 or UTF-32.
    private static void Append(int code, int unitBits, List<uint> units)
    {
        if (unitBits == 32 || code < 0x80)
        {
            units.Add((uint)code);
        }
        else if (unitBits == 16)
        {
            if (code > 0xffff)
            {
                units.Add((uint)(0xd800 + ((code - 0x10000) >> 10)));
                units.Add((uint)(0xdc00 + ((code - 0x10000) & 0x3ff)));
            }
            else
            {
                units.Add((uint)code);
            }
        }
        else
        {
            int extra = code < 0x800 ? 1 : code < 0x10000 ? 2 : 3;
            units.Add((uint)(((0xff00 >> (extra + 1)) & 0xff) | (code >> (6 * extra))));
            for (int i = extra - 1; i >= 0; i--)
            {
                units.Add((uint)(0x80 | ((code >> (6 * i)) & 0x3f)));
            }
        }
    }

    private static RefusedException Refuse(Token token, CSourceText source, string message) =>
        new(Descriptors.BadLiteral.At(token.In(source), message));
}
