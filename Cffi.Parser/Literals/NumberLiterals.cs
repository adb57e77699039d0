using System.Globalization;
using System.Numerics;
using Cffi.Parser.Diagnostics;
using Cffi.Parser.Lexing;

namespace Cffi.Parser.Literals;

/// <summary>The values and types of integer and floating constants (C11 6.4.4.1, 6.4.4.2).</summary>
internal static class NumberLiterals
{
    /// <summary>The value of an integer constant.</summary>
    /// <exception cref="RefusedException">C has no such constant.</exception>
    public static CConstant Integer(Token token, CSourceText source, Target target)
    {
        string text = WithoutSeparators(token.Name);
        int radix = Radix(text, out int start);
        int end = start;
        BigInteger value = BigInteger.Zero;
        ulong small = 0;
        while (end < text.Length && Digit(text[end]) < radix)
        {
            // Sixteen digits of any radix stay below 2^64.
            if (end - start < 16)
            {
                small = (small * (ulong)radix) + (ulong)Digit(text[end]);
                value = small;
            }
            else
            {
                value = (value * radix) + Digit(text[end]);
            }

            end++;
            if (end - start > 64 && value > ulong.MaxValue)
            {
                throw TooLarge(token, source);
            }
        }

        if (end == start && radix != 8)
        {
            throw Refuse(token, source, "this number has no digits");
        }

        bool isUnsigned = false;
        int longs = 0;
        if (!TrySuffix(text, end, ref isUnsigned, ref longs))
        {
            if (text.Substring(end).ToLowerInvariant() is "wb" or "uwb" or "wbu")
            {
                throw new RefusedException(Descriptors.Unsupported.At(token.In(source), "bit-precise constants are not supported", "omit the 'wb'"));
            }

            throw Refuse(token, source, $"'{text.Substring(end)}' is neither a digit of this number nor a suffix of C");
        }

        return CConstant.OfInteger(TypeOf(value, radix == 10, isUnsigned, longs, token, source, target), value);
    }

    /// <summary>The value of a floating constant.</summary>
    /// <exception cref="RefusedException">C has no such constant.</exception>
    public static CConstant Floating(Token token, CSourceText source)
    {
        string text = WithoutSeparators(token.Name);
        CPrimitiveKind kind = CPrimitiveKind.Double;
        bool isHexadecimal = text.StartsWith("0x", StringComparison.OrdinalIgnoreCase);
        char last = text[text.Length - 1];
        if (last is 'f' or 'F' or 'l' or 'L')
        {
            kind = last is 'f' or 'F' ? CPrimitiveKind.Float : CPrimitiveKind.LongDouble;
            text = text.Remove(text.Length - 1);
        }

        bool isSingle = kind == CPrimitiveKind.Float;
        double value;
        if (isHexadecimal ? !TryHexadecimal(text, isSingle, out value) : !TryDecimal(text, isSingle, out value))
        {
            throw Refuse(token, source, $"'{token.Name}' is not a number of C");
        }

        return CConstant.OfFloating(CPrimitiveType.Of(kind), value);
    }

    private static string WithoutSeparators(string text) =>
        text.IndexOf('\'') < 0 ? text : string.Concat(text.Split('\''));

    private static int Radix(string text, out int start)
    {
        start = 0;
        if (text.Length < 2 || text[0] != '0')
        {
            return 10;
        }

        start = 2;
        switch (text[1])
        {
            case 'x' or 'X':
                return 16;
            case 'b' or 'B':
                return 2;
            default:
                start = 1;
                return 8;
        }
    }

    private static int Digit(char c) => c switch
    {
        >= '0' and <= '9' => c - '0',
        >= 'a' and <= 'f' => c - 'a' + 10,
        >= 'A' and <= 'F' => c - 'A' + 10,
        _ => int.MaxValue,
    };

    private static bool TrySuffix(string text, int position, ref bool isUnsigned, ref int longs)
    {
        while (position < text.Length)
        {
            char c = text[position];
            if (c is 'u' or 'U' && !isUnsigned)
            {
                isUnsigned = true;
                position++;
            }
            else if (c is 'l' or 'L' && longs == 0)
            {
                // Both letters of "ll" have the same case.
                longs = position + 1 < text.Length && text[position + 1] == c ? 2 : 1;
                position += longs;
            }
            else if (longs == 0 && c is 'i' or 'I' && string.CompareOrdinal(text, position + 1, "64", 0, int.MaxValue) == 0)
            {
                // MSVC's i64 and ui64, after which nothing comes.
                longs = 2;
                return true;
            }
            else
            {
                return false;
            }
        }

        return true;
    }

    // C11 6.4.4.1p5: the first type of a list that can represent the value.
    private static CPrimitiveType TypeOf(
        BigInteger value, bool isDecimal, bool isUnsigned, int longs, Token token, CSourceText source, Target target)
    {
        for (CPrimitiveKind kind = CPrimitiveKind.Int + (longs * 2); kind <= CPrimitiveKind.ULongLong; kind++)
        {
            bool isUnsignedKind = ((kind - CPrimitiveKind.Int) & 1) == 1;
            if ((isUnsigned && !isUnsignedKind) || (!isUnsigned && isDecimal && isUnsignedKind && kind != CPrimitiveKind.ULongLong))
            {
                continue;
            }

            if (IntegerTypes.Fits(value, CPrimitiveType.Of(kind), target))
            {
                return CPrimitiveType.Of(kind);
            }
        }

        throw TooLarge(token, source);
    }

    // A float is rounded once: by way of a double it could be rounded twice.
    private static bool TryDecimal(string text, bool isSingle, out double value)
    {
        // C accepts a leading or trailing point; .NET does not everywhere.
        const NumberStyles styles = NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;
        if (!isSingle)
        {
            return double.TryParse(text, styles, CultureInfo.InvariantCulture, out value);
        }

        bool isNumber = float.TryParse(text, styles, CultureInfo.InvariantCulture, out float single);
        value = single;
        return isNumber;
    }

    private static bool TryHexadecimal(string text, bool isSingle, out double value)
    {
        value = 0;
        int position = 2;
        int exponent = 0;
        bool isFraction = false;
        bool hasDigits = false;
        ulong significand = 0;
        bool isInexact = false;
        for (; position < text.Length && text[position] is not 'p' and not 'P'; position++)
        {
            int digit = Digit(text[position]);
            if (text[position] == '.' && !isFraction)
            {
                isFraction = true;
            }
            else if (digit >= 16)
            {
                return false;
            }
            else if (significand < 1UL << 58)
            {
                significand = (significand * 16) + (ulong)digit;
                exponent -= isFraction ? 4 : 0;
                hasDigits = true;
            }
            else
            {
                // Of the digits beyond, only whether they are 0 counts in rounding.
                isInexact |= digit != 0;
                exponent += isFraction ? 0 : 4;
            }
        }

        string exponentDigits = text.Substring(Math.Min(position + 1, text.Length));
        if (!hasDigits || !int.TryParse(exponentDigits, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int power)
            || Math.Abs((long)power) > 100_000)
        {
            return false;
        }

        value = Rounded((significand << 1) | (isInexact ? 1UL : 0), exponent + power - 1, isSingle);
        return true;
    }

    // significand * 2^scale as a float or double, half to even (C11 F.5); the significand has less than 64 bits.
    private static double Rounded(ulong significand, int scale, bool isSingle)
    {
        int bits = 0;
        while (significand >> bits != 0)
        {
            bits++;
        }

        // A subnormal number has fewer bits.
        int dropped = isSingle ? Math.Max(bits - 24, -149 - scale) : Math.Max(bits - 53, -1074 - scale);
        if (dropped > 63)
        {
            return 0;
        }

        if (dropped > 0)
        {
            ulong half = 1UL << (dropped - 1);
            ulong rest = significand & ((half << 1) - 1);
            significand >>= dropped;
            significand += rest > half || (rest == half && (significand & 1) == 1) ? 1UL : 0;
            scale += dropped;
        }

        // Two steps: a power of the whole scale could be infinite, or 0, where the product is not.
        double value = significand == 0 ? 0 : significand * Math.Pow(2, scale / 2) * Math.Pow(2, scale - (scale / 2));
        return isSingle ? (float)value : value;
    }

    private static RefusedException TooLarge(Token token, CSourceText source) => Refuse(token, source, "this number needs more than 64 bits");

    private static RefusedException Refuse(Token token, CSourceText source, string message) =>
        new(Descriptors.BadLiteral.At(token.In(source), message));
}
