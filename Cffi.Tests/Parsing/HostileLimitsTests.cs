using Cffi.Tests.Fuzz;
using NUnit.Framework;

namespace Cffi.Tests.Parsing;

/// <summary>
/// Malicious texts: the parser answers each within a second, with less than 200 MB. On a slow or busy machine, it takes less time
/// than for an ordinary text of 100,000 declarations.
/// </summary>
[NonParallelizable]
public sealed class HostileLimitsTests
{
    private const long MostBytes = 200L * 1024 * 1024;
    private const int Attempts = 3;

    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(1);
    private static readonly Lazy<string> Ordinary = new(static () => string.Concat(Enumerable.Range(0, 50_000).Select(static i => $"struct s{i} {{ int x; }}; int f{i}(struct s{i} *p, int n);\n")));

    private static readonly object[] Texts =
    [
        new TestCaseData(new string('(', 1_000_000)).SetArgDisplayNames("open parentheses"),
        new TestCaseData("int x" + new string('[', 1_000_000)).SetArgDisplayNames("open brackets"),
        new TestCaseData(string.Concat(Enumerable.Repeat("struct {", 250_000))).SetArgDisplayNames("open braces"),
        new TestCaseData("[[" + new string('[', 1_000_000)).SetArgDisplayNames("open attributes"),
        new TestCaseData("int x = " + new string('!', 1_000_000) + ";").SetArgDisplayNames("operators"),
        new TestCaseData("int a[" + new string('9', 16_000_000) + "];").SetArgDisplayNames("a long number"),
        new TestCaseData("int a['" + new string('x', 16_000_000) + "'];").SetArgDisplayNames("a long character"),
        new TestCaseData("#if " + new string('(', 1_000_000)).SetArgDisplayNames("a deep condition"),
        new TestCaseData(string.Concat(Enumerable.Repeat("#if 1\n", 200_000))).SetArgDisplayNames("open conditions"),
        new TestCaseData("#define A A A A\n#define B A B A\nint x[B];").SetArgDisplayNames("macros of themselves"),
        new TestCaseData("#define M0(x) x x\n" + string.Concat(Enumerable.Range(1, 40).Select(i => $"#define M{i}(x) M{i - 1}(x x)\n")) + "M40(int)").SetArgDisplayNames("a macro that doubles"),
        new TestCaseData("#define M0 1\n" + string.Concat(Enumerable.Range(1, 40).Select(i => $"#define M{i} M{i - 1} + M{i - 1}\n")) + "@").SetArgDisplayNames("constants that double"),
        new TestCaseData("#define F(x) x\nint a[" + string.Concat(Enumerable.Repeat("F(", 100_000))).SetArgDisplayNames("open macro calls"),
        new TestCaseData("enum {" + string.Concat(Enumerable.Repeat("A,", 200_000)) + "};").SetArgDisplayNames("one enumerator many times"),
        new TestCaseData(string.Concat(Enumerable.Repeat("nosuch f();\n", 100_000))).SetArgDisplayNames("many wrong declarations"),
        new TestCaseData(string.Concat(Enumerable.Repeat("\"", 500_001))).SetArgDisplayNames("quotes"),
        new TestCaseData("int x" + string.Concat(Enumerable.Repeat("\\\n", 1_000_000)) + "@;").SetArgDisplayNames("joined lines"),
        new TestCaseData("extern int y; extern typeof(" + Repeated("& ", 100_000) + "y) z;").SetArgDisplayNames("addresses of addresses"),
        new TestCaseData("extern int y; extern typeof(y" + Repeated("[0]", 100_000) + ") z;").SetArgDisplayNames("elements of elements"),
        new TestCaseData("extern int y; extern typeof(y" + Repeated(".a", 100_000) + ") z;").SetArgDisplayNames("members of members"),
        new TestCaseData("extern int y; extern typeof(y" + Repeated("()", 100_000) + ") z;").SetArgDisplayNames("calls of calls"),
        new TestCaseData("extern int y; int x[sizeof(y" + Repeated("+1", 100_000) + ")];").SetArgDisplayNames("a long sum"),
        new TestCaseData("#if " + Repeated("1?2:", 100_000) + "1\n#endif\n@").SetArgDisplayNames("choices in a condition"),
        new TestCaseData("#if " + Repeated("- ", 100_000) + "1\n#endif\n@").SetArgDisplayNames("operators in a condition"),
        new TestCaseData("int x[" + Repeated("1?2:", 100_000) + "3];").SetArgDisplayNames("choices"),
        new TestCaseData("int x[" + Repeated("(int)", 100_000) + "3];").SetArgDisplayNames("casts"),
        new TestCaseData("int x[" + Repeated("sizeof ", 100_000) + "3];").SetArgDisplayNames("sizes of sizes"),
        new TestCaseData("int x[" + Repeated("_Generic(1, int: ", 50_000) + "1" + new string(')', 50_000) + "];").SetArgDisplayNames("selections"),
        new TestCaseData("int " + new string('*', 1_000_000) + "x;").SetArgDisplayNames("stars"),
        new TestCaseData("int x" + Repeated("[1]", 100_000) + ";").SetArgDisplayNames("lengths"),
        new TestCaseData("#define P(a) a##a\n" + string.Concat(Enumerable.Range(0, 30).Select(i => $"#define P{i + 1}(a) P{(i == 0 ? "" : i)}(a##a)\n")) + "int P30(x); @").SetArgDisplayNames("a name that doubles"),
        new TestCaseData("typedef int (*t0)(int);" + string.Concat(Enumerable.Range(0, 40).Select(i => $"typedef int (*t{i + 1})(t{i}, t{i});")) + "int f(t39); int f(int);").SetArgDisplayNames("a type that doubles"),
        new TestCaseData("typedef int t0;" + string.Concat(Enumerable.Range(0, 10_000).Select(i => $"typedef t{i} *t{i + 1};")) + "extern t9999 x; @").SetArgDisplayNames("pointers to typedefs"),
        new TestCaseData("typedef int t0(void);" + string.Concat(Enumerable.Range(0, 10_000).Select(i => $"typedef int t{i + 1}(t{i} *);")) + "t9999 f; @").SetArgDisplayNames("functions of functions"),
        new TestCaseData("int f(int a b" + new string(';', 500_000) + ");").SetArgDisplayNames("semicolons in a list"),
        new TestCaseData("# 1 \"" + new string('x', 1_000_000) + "\"\n@").SetArgDisplayNames("a long file name"),
        new TestCaseData("int f(" + string.Join(",", Enumerable.Repeat("int", 100_000)) + "); int f(void);").SetArgDisplayNames("many parameters in a message"),
    ];

    [TestCaseSource(nameof(Texts))]
    public void A_hostile_text_is_refused_in_bounded_time_and_memory(string text)
    {
        IReadOnlyList<CDiagnostic> errors = [];
        AssertBounded(() => errors = new ParserFixture().Errors(text));
        Assert.That(errors, Has.Count.InRange(1, 100));
        Assert.That(errors.All(e => e.Render().Length < 2_000));
    }

    [Test]
    public void A_hundred_thousand_declarators_are_read_in_bounded_time_and_memory()
    {
        string text = "int " + string.Join(", ", Enumerable.Range(0, 100_000).Select(i => $"*x{i}[2]")) + ";";
        ParserFixture? read = null;
        long before = GC.GetTotalMemory(forceFullCollection: true);
        AssertBounded(() => read = ParserFixture.Of(text), most: 2 * MostBytes);
        Assert.That(GC.GetTotalMemory(forceFullCollection: true) - before, Is.LessThan(MostBytes));
        Assert.That(read!.Declarations.Variables, Has.Count.EqualTo(100_000));
    }

    private static string Repeated(string text, int count) => string.Concat(Enumerable.Repeat(text, count));

    // This measures the processor time of this process, and takes the best of three. If the first attempt takes too long, the
    // time for an ordinary text, measured beside the others, is the bound.
    private static void AssertBounded(Action read, long most = MostBytes)
    {
        TimeSpan best = TimeSpan.MaxValue;
        TimeSpan limit = Longest;
        long bytes = 0;
        for (int i = 0; i < Attempts && best >= limit; i++)
        {
            if (i > 0 && ProcessorTime.Of(static () => ParserFixture.Of(Ordinary.Value)) is var ordinary && ordinary > limit)
            {
                limit = ordinary;
            }

            long before = GC.GetTotalAllocatedBytes();
            TimeSpan taken = ProcessorTime.Of(read);
            best = taken < best ? taken : best;
            bytes = GC.GetTotalAllocatedBytes() - before;
        }

        Assert.That(best, Is.LessThan(limit));
        Assert.That(bytes, Is.LessThan(most));
    }
}
