using System.Globalization;
using Cffi.Tests.Native;

namespace Cffi.Tests.Calls;

/// <summary>
/// Calls that fill the registers of both kinds in part, fully and beyond, for results in every pair of registers. Each function
/// returns sums in which each argument has a weight of its own, so an argument at a wrong place changes them.
/// </summary>
public sealed class RegisterPlaceTests
{
    private const string Records = "struct longs { long a, b; }; struct doubles { double a, b; }; struct mixed { long a; double b; }; struct turned { double a; long b; };\n";
    private const int FirstWeight = 10;

    private static readonly string[] Results = ["long", "double", "struct longs", "struct doubles", "struct mixed", "struct turned"];

    // Around the numbers of registers: System V has 6 for integers and 8 for floating-point numbers, and some shapes have fewer parameters.
    private static readonly int[] Longs = [0, 1, 2, 3, 6, 7, 10, 17], Doubles = [0, 1, 2, 4, 5, 8, 9];

    private TemporaryFolder folder = null!;
    private CLibrary lib = null!;

    [OneTimeSetUp]
    public void Compile()
    {
        folder = new TemporaryFolder();
        string path = folder.File("libplaces.so");
        string[] heads = [.. from result in Results from longs in Longs from doubles in Doubles select Head(result, longs, doubles)];
        string[] bodies = [.. from result in Results from longs in Longs from doubles in Doubles select Body(result, longs, doubles)];
        CCompiler.Gcc.CompileLibrary(Records + string.Concat(heads.Zip(bodies, static (head, body) => $"{head} {body}\n")), path);
        var ffi = new Ffi();
        ffi.Cdef(Records + string.Concat(heads.Select(static head => head + ";\n")));
        lib = ffi.Dlopen(path);
    }

    [OneTimeTearDown]
    public void Remove()
    {
        lib.Dispose();
        folder.Dispose();
    }

    [TestCaseSource(nameof(Results))]
    public void Each_argument_is_at_its_place(string result) => Assert.Multiple(() =>
    {
        foreach ((int longs, int doubles) in from longs in Longs from doubles in Doubles select (longs, doubles))
        {
            CValue[] arguments = [.. Enumerable.Range(1, longs).Select(static i => (CValue)(long)i), .. Enumerable.Range(1, doubles).Select(static i => (CValue)(i / 2.0))];
            double a = Enumerable.Range(0, longs).Sum(static i => (FirstWeight + i) * (i + 1)), b = Enumerable.Range(0, doubles).Sum(static i => (FirstWeight + i) * (i + 1));
            CValue answer = lib.Call(NameOf(result, longs, doubles), arguments);
            (double, double) sums = answer.As<CData>() is var data && result.StartsWith("struct", StringComparison.Ordinal)
                ? (data["a"].As<double>(), data["b"].As<double>())
                : (Math.Floor(answer.As<double>() / 100_000), answer.As<double>() % 100_000);
            Assert.That(sums, Is.EqualTo((a, b)), NameOf(result, longs, doubles));
        }
    });

    private static string NameOf(string result, int longs, int doubles) => string.Create(CultureInfo.InvariantCulture, $"f_{result.Replace(' ', '_')}_{longs}_{doubles}");

    private static string Head(string result, int longs, int doubles)
    {
        string[] parameters = [.. Enumerable.Range(0, longs).Select(static i => $"long l{i}"), .. Enumerable.Range(0, doubles).Select(static i => $"double d{i}")];
        return $"{result} {NameOf(result, longs, doubles)}({(parameters.Length == 0 ? "void" : string.Join(", ", parameters))})";
    }

    private static string Body(string result, int longs, int doubles)
    {
        string a = string.Concat(Enumerable.Range(0, longs).Select(static i => $" + {FirstWeight + i} * l{i}"));
        string b = string.Concat(Enumerable.Range(0, doubles).Select(static i => $" + {FirstWeight + i} * d{i} * 2"));
        string sums = result.StartsWith("struct", StringComparison.Ordinal) ? $"({result}){{ a, b }}" : "100000 * a + b";
        return $"{{ long a = 0{a}; long b = 0{b}; return {sums}; }}";
    }
}
