namespace Cffi.Tests.Examples;

/// <summary>Runs every example as its reader would, and compares its output.</summary>
/// <remarks>An example without a line here is a failure: add the output that it must print.</remarks>
internal sealed class ExampleTests
{
    private static readonly Dictionary<string, string[]> Expected = new()
    {
        ["quickstart.cs"] =
        [
            "cos(1) = 0.5403023058681398",
            "strlen(\"hello\") = 5",
            "div(7, 2) = 3 rest 1",
            "LIMIT = 42",
            "snprintf: 7 2.5 x",
            "qsort: 1, 2, 3",
            "environ[0] is a string: True",
        ],
        ["sqlite"] =
        [
            "inserted 100000 rows: ",
            "read 100000 rows: ",
            "right, says the callback: 100000 rows, numbers add up to 5000050000, prices to 1250012500",
            "right, says SQLite: 100000 rows, numbers add up to 5000050000, prices to 1250012500",
        ],
        ["sqlite api"] =
        [
            "SQLite 3",
            "the header is of the same version: True",
            "inserted 100000 rows: ",
            "read 100000 rows: ",
            "right, says the callback: 100000 rows, numbers add up to 5000050000, prices to 1250012500",
            "right, says SQLite: 100000 rows, numbers add up to 5000050000, prices to 1250012500",
        ],
        ["large-api"] =
        [
            "functions: more than 500",
            "structs: more than 100, layouts different: 0",
            "XStringToKeysym(\"Return\") = ff0d",
            "XParseGeometry: 640 x 480 at 10, -20; mask 2f",
        ],
        ["typed-libm.cs"] =
        [
            "0.5403023058681398",
            "3",
            "sin^2 + cos^2 = 1.000",
            "strlen: 5",
            "M_PI = 3.141592653589793",
        ],
        ["typed-sqlite"] =
        [
            "SQLite 3.",
            "inserted 100000 rows: ",
            "read 100000 rows: ",
            "right, says the callback: 100000 rows, numbers add up to 5000050000, prices to 1250012500",
            "right, says SQLite: 100000 rows, numbers add up to 5000050000, prices to 1250012500",
        ],
        ["typed-zlib"] =
        [
            "the header and the library agree: True",
            "compressed 100000000 bytes to ",
            "inflated 100000000 bytes: ",
            "equal: True",
        ],
        ["zlib"] =
        [
            "compiled or found in the cache: ",
            "the header and the library agree: True",
            "compressed 100000000 bytes to ",
            "inflated 100000000 bytes: ",
            "equal: True",
        ],
    };

    // These examples compile C against the library's header.
    private static readonly Dictionary<string, string> Headers = new() { ["sqlite api"] = "sqlite3.h", ["typed-zlib"] = "zlib.h", ["large-api"] = "X11/Xlib.h", ["zlib"] = "zlib.h" };

    private static IEnumerable<Example> Examples => Example.All;

    [TestCaseSource(nameof(Examples))]
    public void Prints_what_it_should(Example example)
    {
        Assert.That(Expected, Does.ContainKey(example.Name), "an example needs an expectation");
        if (Headers.TryGetValue(example.Name, out string? header) && !File.Exists(Path.Combine("/usr/include", header)))
        {
            Assert.Ignore($"{header} is not installed (eng/install-deps.sh installs it): the example compiles against it.");
        }

        (int exitCode, string output) = example.Run();
        Assert.Multiple(() =>
        {
            Assert.That(exitCode, Is.Zero, output);
            string[] lines = output.Split(Environment.NewLine);
            foreach (string expected in Expected[example.Name])
            {
                Assert.That(lines, Has.Some.StartsWith(expected), output);
            }
        });
    }

    [Test]
    public void Every_expectation_has_its_example() =>
        Assert.That(Example.All.Select(static example => example.Name), Is.EquivalentTo(Expected.Keys));
}
