using System.Globalization;
using Cffi.Tests.Fuzz;

namespace Cffi.Tests.Parsing;

/// <summary>Random constant expressions: all operators, literals of every type, casts; or what <c>#if</c> takes of them.</summary>
internal sealed class RandomExpression(SplitMix64 random, bool isCondition)
{
    private static readonly string[] Types =
    [
        "char", "signed char", "unsigned char", "short", "unsigned short", "int", "unsigned", "long", "unsigned long", "long long", "unsigned long long",
        "_Bool", "float", "double", "size_t", "int8_t", "uint16_t", "int32_t", "uint64_t", "wchar_t", "__INTPTR_TYPE__",
    ];

    private static readonly string[] Edges =
    [
        "0", "1", "2", "7", "31", "32", "63", "64", "127", "128", "255", "256", "32767", "32768", "65535", "65536", "0x7fffffff", "0x80000000", "2147483647", "2147483648", "0xffffffff",
        "4294967295", "4294967296", "0x7fffffffffffffff", "0x8000000000000000", "9223372036854775807", "0xffffffffffffffff", "0177777", "0b1011", "037777777777",
    ];

    private static readonly string[] Suffixes = ["", "", "", "u", "l", "ul", "ll", "ull", "U", "LU", "LL"];
    private static readonly string[] Characters = ["'a'", "'\\0'", "'\\377'", "'\\n'", "'ab'", "L'a'", "u'\\xff'", "U'x'", "'\\x80'", "L'\\x80'"];
    private static readonly string[] Floats = ["0.0", "1.5", "2.5f", "-0.0", "1e3", "0x1.8p3", "3.0L", "1e-3", "7.f"];
    private static readonly string[] Arithmetic = ["+", "-", "*", "/", "%", "&", "|", "^", "<<", ">>"];
    private static readonly string[] Comparisons = ["<", ">", "<=", ">=", "==", "!=", "&&", "||"];

    /// <summary>The next expression.</summary>
    public string Next() => Expression(random.Between(1, 5));

    private string Expression(int depth)
    {
        if (depth == 0)
        {
            return Literal();
        }

        return random.Below(isCondition ? 10 : 14) switch
        {
            0 => Literal(),
            1 or 2 => $"{random.Pick(["-", "~", "!", "+"])} {Operand(depth - 1)}",
            3 or 4 or 5 => $"{Operand(depth - 1)} {random.Pick(Arithmetic)} {Operand(depth - 1)}",
            6 => $"{Operand(depth - 1)} {random.Pick(["<<", ">>"])} {random.Pick(["0", "1", "3", "1u", "31", "7ull", "'\\1'"])}",
            7 => $"{Operand(depth - 1)} {random.Pick(Comparisons)} {Operand(depth - 1)}",
            8 => $"({Expression(depth - 1)} ? {Expression(depth - 1)} : {Expression(depth - 1)})",
            9 => $"{Expression(depth - 1)} {random.Pick(["+", "*", "&", "|", "==", "<", "-"])} {Expression(depth - 1)}",
            10 or 11 => $"({random.Pick(Types)}) {Operand(depth - 1)}",
            12 => $"{random.Pick(["sizeof", "_Alignof", "__alignof__"])}({random.Pick(Types)})",
            _ => random.Chance(50) ? $"sizeof({Expression(depth - 1)})" : $"_Generic({Expression(depth - 1)}, int: 1, unsigned: -2, long: 3l, unsigned long: 4ul, double: 5, default: 6u)",
        };
    }

    private string Operand(int depth) => random.Chance(20) ? Expression(depth) : $"({Expression(depth)})";

    private string Literal()
    {
        int kind = random.Below(20);
        return kind < 2 ? random.Pick(Characters)
            : kind < 4 && !isCondition ? random.Pick(Floats).TrimStart('-')
            : kind < 6 && isCondition ? random.Pick(["undefined_name", "false", "int"])
            : kind < 12 ? random.Below(10).ToString(CultureInfo.InvariantCulture) + random.Pick(Suffixes)
            : random.Pick(Edges) + random.Pick(Suffixes);
    }
}
