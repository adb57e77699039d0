using System.Globalization;
using Cffi.Tests.Fuzz;

namespace Cffi.Tests.Parsing;

/// <summary>Random constant expressions over integers of every type: literals, casts, sizes, all operators, conditionals.</summary>
internal sealed class RandomConstant(SplitMix64 random)
{
    /// <summary>The types of casts and of the comparison; every type that such an expression can have is among them.</summary>
    public static readonly string[] Types =
    [
        "_Bool", "char", "signed char", "unsigned char", "short", "unsigned short", "int", "unsigned int", "long", "unsigned long", "long long", "unsigned long long",
    ];

    private static readonly string[] Edges =
    [
        "0", "1", "2", "3", "7", "31", "127", "128", "255", "256", "32767", "32768", "65535", "65536", "0x7fffffff", "0x80000000", "2147483647", "2147483648", "0xffffffff",
        "4294967295", "4294967296", "0x7fffffffffffffff", "0x8000000000000000", "9223372036854775807", "0xffffffffffffffff", "0177777", "0b1011", "037777777777",
    ];

    private static readonly string[] Suffixes = ["", "", "", "u", "l", "ul", "ll", "ull", "U", "LU", "LL"];
    private static readonly string[] Characters = ["'a'", "'\\0'", "'\\377'", "'\\n'", "L'a'", "u'\\xff'", "U'x'", "'\\x80'", "L'\\x80'"];
    private static readonly string[] Binary = ["+", "-", "*", "/", "%", "&", "|", "^", "<", ">", "<=", ">=", "==", "!=", "&&", "||"];
    private static readonly string[] Shifts = ["0", "1", "3u", "(char)5", "7ull", "15L", "(short)30", "'\\1'", "sizeof(int)"];

    /// <summary>The next expression.</summary>
    public string Next() => Expression(random.Between(1, 5));

    private string Expression(int depth)
    {
        if (depth == 0)
        {
            return Literal();
        }

        return random.Below(16) switch
        {
            0 => Literal(),
            1 or 2 => $"{random.Pick(["-", "~", "!", "+"])}({Expression(depth - 1)})",
            3 or 4 => $"({random.Pick(Types)})({Expression(depth - 1)})",
            5 or 6 => $"({Expression(depth - 1)}) {random.Pick(["<<", ">>"])} {random.Pick(Shifts)}",
            7 or 8 => $"(({Expression(depth - 1)}) ? ({Expression(depth - 1)}) : ({Expression(depth - 1)}))",
            9 => $"sizeof({(random.Chance(50) ? random.Pick(Types) : Expression(depth - 1))})",
            10 => $"_Alignof({random.Pick(Types)})",
            11 => $"{Literal()} {random.Pick(Binary)} {Literal()} {random.Pick(Binary)} {Literal()}",
            _ => $"({Expression(depth - 1)}) {random.Pick(Binary)} ({Expression(depth - 1)})",
        };
    }

    private string Literal()
    {
        int kind = random.Below(20);
        return kind < 2 ? random.Pick(Characters)
            : kind < 11 ? random.Below(10).ToString(CultureInfo.InvariantCulture) + random.Pick(Suffixes)
            : random.Pick(Edges) + random.Pick(Suffixes);
    }
}
