using System.Text.RegularExpressions;
using Cffi.Parser.Diagnostics;
using Cffi.Tests.Fuzz;
using NUnit.Framework;

namespace Cffi.Tests.Parsing;

public sealed partial class DiagnosticsTableTests
{
    private static readonly string Table = Path.Combine(RepositoryFolder.Path, "docs", "diagnostics.md");

    [Test]
    public void The_table_has_every_id_of_the_sources_and_no_other()
    {
        IEnumerable<string> thrown = Directory.GetDirectories(RepositoryFolder.Path, "Cffi.*")
            .Where(project => Path.GetFileName(project) is not ("Cffi.Tests" or "Cffi.Benchmarks"))
            .Append(Path.Combine(RepositoryFolder.Path, "Cffi"))
            .SelectMany(project => Directory.GetFiles(project, "*.cs", SearchOption.AllDirectories).Concat(Directory.GetFiles(project, "*.targets", SearchOption.AllDirectories)))
            .Where(file => !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}"))
            .SelectMany(file => Ids().Matches(File.ReadAllText(file)).Select(match => match.Groups[1].Value))
            .Distinct();
        Assert.That(Rows().Select(row => row.Id), Is.EquivalentTo(thrown), "one row of docs/diagnostics.md for each id");
    }

    [Test]
    public void The_table_is_in_order_and_says_something_of_each()
    {
        Assert.That(Rows().Select(row => row.Id), Is.Ordered.Ascending.And.Unique);
        Assert.That(Rows().Where(row => row.Title.Length < 10), Is.Empty);
    }

    [Test]
    public void The_table_says_what_the_descriptors_say() => Assert.That(
        Rows().Where(row => Descriptors.All.Any(d => d.Id == row.Id)).Select(row => $"{row.Id} {row.Severity} {row.Title}"),
        Is.EquivalentTo(Descriptors.All.Select(d => $"{d.Id} {(d.Severity == CDiagnosticSeverity.Error ? "error" : "warning")} {d.Title}")));

    private static List<(string Id, string Severity, string Title)> Rows() =>
        [.. RowPattern().Matches(File.ReadAllText(Table)).Select(match => (match.Groups[1].Value, match.Groups[2].Value, match.Groups[3].Value))];

    [GeneratedRegex("\"(CFFI[0-9]{4})\"")]
    private static partial Regex Ids();

    [GeneratedRegex(@"^\| (CFFI[0-9]{4}) \| (\w+) \| (.*) \|$", RegexOptions.Multiline)]
    private static partial Regex RowPattern();
}
