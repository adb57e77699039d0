using System.Globalization;
using Cffi.Tests.Fuzz;

namespace Cffi.Tests.Parsing;

/// <summary>Random expressions: all operators of <c>#if</c>, and literals of every type.</summary>
internal sealed class RandomExpression(SplitMix64 random)
{
    private static readonly string[] Edges =
    [
        "0", "1", "2", "7", "31", "32", "63", "64", "127", "128", "255", "256", "32767", "32768", "65535", "65536", "0x7fffffff", "0x80000000", "2147483647", "2147483648", "0xffffffff",
        "4294967295", "4294967296", "0x7fffffffffffffff", "0x8000000000000000", "9223372036854775807", "0xffffffffffffffff", "0177777", "0b1011", "037777777777",
    ];

    private static readonly string[] Suffixes = ["", "", "", "u", "l", "ul", "ll", "ull", "U", "LU", "LL"];
    private static readonly string[] Characters = ["'a'", "'\\0'", "'\\377'", "'\\n'", "'ab'", "L'a'", "u'\\xff'", "U'x'", "'\\x80'", "L'\\x80'"];
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

        return random.Below(10) switch
        {
            0 => Literal(),
            1 or 2 => $"{random.Pick(["-", "~", "!", "+"])} {Operand(depth - 1)}",
            3 or 4 or 5 => $"{Operand(depth - 1)} {random.Pick(Arithmetic)} {Operand(depth - 1)}",
            6 => $"{Operand(depth - 1)} {random.Pick(["<<", ">>"])} {random.Pick(["0", "1", "3", "1u", "31", "7ull", "'\\1'"])}",
            7 => $"{Operand(depth - 1)} {random.Pick(Comparisons)} {Operand(depth - 1)}",
            8 => $"({Expression(depth - 1)} ? {Expression(depth - 1)} : {Expression(depth - 1)})",
            _ => $"{Expression(depth - 1)} {random.Pick(["+", "*", "&", "|", "==", "<", "-"])} {Expression(depth - 1)}",
        };
    }

    private string Operand(int depth) => random.Chance(20) ? Expression(depth) : $"({Expression(depth)})";

    private string Literal()
    {
        int kind = random.Below(20);
        return kind < 2 ? random.Pick(Characters)
            : kind < 6 ? random.Pick(["undefined_name", "false", "int"])
            : kind < 12 ? random.Below(10).ToString(CultureInfo.InvariantCulture) + random.Pick(Suffixes)
            : random.Pick(Edges) + random.Pick(Suffixes);
    }
}
