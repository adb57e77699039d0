using System.Globalization;
using System.Text;

namespace Cffi.Tests.Fuzz;

/// <summary>A random record, and a declaration that omits one of its alternatives or members.</summary>
internal sealed class PassingCase
{
    private static readonly string[] Members =
    [
        "float {0};", "float {0};", "double {0};", "double {0};", "int {0};", "long {0};", "char {0};", "short {0};", "void *{0};", "long double {0};",
        "float {0}[2];", "double {0}[2];", "float {0}[4];", "char {0}[3];", "int {0}[2];", "long {0}[2];", "unsigned {0} : 9;",
        "struct {{ double x; long y; }} {0};", "struct {{ float x, y; }} {0};",
    ];

    // Only for gcc: clang treats members without size differently, and loses bytes of a union if one alternative ends in padding.
    private static readonly string[] Padded = ["struct {{ long x; float y; }} {0};", "struct {{ float x; char y; }} {0};"];
    private static readonly string[] Nothing = ["int {0}[0];", "float {0}[0];", "long {0}[0];", "int : 7;", "short : 3;", "struct {{ int x[0]; }} {0};"];
    private readonly SplitMix64 random;
    private readonly bool isForGcc;
    private int names;

    /// <summary>Makes a case.</summary>
    public PassingCase(ulong seed, int index, bool isForGcc)
    {
        random = SplitMix64.ForCase(seed, index);
        this.isForGcc = isForGcc;
        Tag = "r" + index.ToString(CultureInfo.InvariantCulture);
        bool isUnion = random.Chance(50);
        Keyword = isUnion ? "union" : "struct";
        var actual = new StringBuilder();
        var declared = new StringBuilder();
        if (isUnion)
        {
            Alternatives(actual, declared, leavesOut: true);
        }
        else
        {
            Structure(actual, declared);
        }

        Actual = $"{Keyword} {Tag} {{ {actual}}};";
        Declared = $"{Keyword} {Tag} {{ {declared}}};";
    }

    /// <summary><c>struct</c> or <c>union</c>.</summary>
    public string Keyword { get; }

    /// <summary>The tag.</summary>
    public string Tag { get; }

    /// <summary>The record in C.</summary>
    public string Actual { get; }

    /// <summary>The record as the test declares it.</summary>
    public string Declared { get; }

    private string Member() => string.Format(CultureInfo.InvariantCulture, isForGcc && random.Chance(20) ? random.Pick(random.Chance(30) ? Padded : Nothing) : random.Pick(Members), "m" + (names++).ToString(CultureInfo.InvariantCulture)) + " ";

    private void Alternatives(StringBuilder actual, StringBuilder declared, bool leavesOut)
    {
        int count = random.Between(2, 4);
        int left = leavesOut ? random.Below(count) : -1;
        for (int i = 0; i < count; i++)
        {
            string member = Member();
            actual.Append(member);
            declared.Append(i == left ? "" : member);
        }
    }

    // The declaration omits an alternative of an inner union, or a member without size.
    private void Structure(StringBuilder actual, StringBuilder declared)
    {
        int count = random.Between(1, 2);
        int place = random.Below(count + 1);
        for (int i = 0; i <= count; i++)
        {
            if (i != place)
            {
                string member = Member();
                actual.Append(member);
                declared.Append(member);
            }
            else if (isForGcc && random.Chance(50))
            {
                actual.AppendFormat(CultureInfo.InvariantCulture, random.Pick(Nothing), "nothing").Append(' ');
            }
            else
            {
                string name = random.Chance(50) ? "" : " u";
                actual.Append("union { ");
                declared.Append("union { ");
                Alternatives(actual, declared, leavesOut: true);
                actual.Append('}').Append(name).Append("; ");
                declared.Append('}').Append(name).Append("; ");
            }
        }
    }
}
