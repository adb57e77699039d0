using System.Text.RegularExpressions;
using Cffi.Generator.Emission;
using Cffi.Parser;
using Cffi.Tests.Fuzz;
using NUnit.Framework;

namespace Cffi.Tests.Parsing;

/// <summary>The attributes <c>[[cffi::...]]</c>: their table, and arguments that have no effect.</summary>
public sealed partial class AnnotationTests
{
    private static readonly string Table = Path.Combine(RepositoryFolder.Path, "docs", "annotations.md");

    [Test]
    public void The_table_has_every_attribute_with_its_place_and_arguments() => Assert.That(
        Row().Matches(File.ReadAllText(Table)).Select(static match => $"{match.Groups[1].Value}, {match.Groups[2].Value}, {(match.Groups[3].Value == "none" ? 0 : 1)}"),
        Is.EqualTo(AnnotationTable.All.Select(static one => $"{one.Name}, {one.Subject}, {one.MostArguments}")),
        "one row of docs/annotations.md for each, in order");

    // The table must contain every attribute that the sources read. Otherwise the parser would report a working attribute as unknown.
    [Test]
    public void The_sources_know_no_other_attribute()
    {
        IEnumerable<string> known = ((string[])["Cffi.Core", "Cffi.Parser", "Cffi.Generator"])
            .SelectMany(static project => Directory.GetFiles(Path.Combine(RepositoryFolder.Path, project), "*.cs", SearchOption.AllDirectories))
            .Where(static file => !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}"))
            .SelectMany(static file => Literal().Matches(File.ReadAllText(file)).Select(static match => match.Groups[1].Value))
            .Distinct();
        Assert.That(known.Except(["evaluated"]), Is.SubsetOf(AnnotationTable.All.Select(static one => one.Name)));
    }

    [TestCase("[[cffi::errno(-1)]] int f(void);", "'cffi::errno' takes no argument: '-1' has no effect", "write '[[cffi::errno]]'")]
    [TestCase("[[cffi::leaf(1)]] int f(void);", "'cffi::leaf' takes no argument: '1' has no effect", "write '[[cffi::leaf]]'")]
    [TestCase("int f([[cffi::out(p)]] int *p);", "'cffi::out' takes no argument: 'p' has no effect", "write '[[cffi::out]]'")]
    [TestCase("enum [[cffi::flags(2)]] e { A, B };", "'cffi::flags' takes no argument: '2' has no effect", "write '[[cffi::flags]]'")]
    [TestCase("int f([[cffi::length(n, m)]] int *p, int n, int m);", "'cffi::length' takes one argument, and has 2", "write '[[cffi::length(n)]]'")]
    public void An_argument_that_nothing_reads_is_a_warning_at_run_time_and_in_a_build(string text, string message, string hint)
    {
        var parser = new CParser(Target.LinuxX64, new DeclarationSet());
        Assert.That(parser.Parse(text).Select(static one => (one.Id, one.Message, one.Hint)), Is.EqualTo(new[] { ("CFFI3019", message, (string?)hint) }));
        Assert.That(BindingEmitter.Emit(new BindingRequest(text, "Lib")).Diagnostics.Where(static one => one.Id == "CFFI3019").Select(static one => (one.Message, one.Hint)), Is.EqualTo(new[] { (message, (string?)hint) }));
    }

    [TestCase("[[cffi::errno]] int f(void);")]
    [TestCase("int f([[cffi::length(n)]] int *p, int n);")]
    [TestCase("void g(void); void f([[cffi::keeps]] void (*a)(void), [[cffi::keeps(g)]] void (*b)(void));")]
    [TestCase("enum [[cffi::flags]] e { A = 1, B = 2 };")]
    public void One_that_counts_is_not(string text) => Assert.That(BindingEmitter.Emit(new BindingRequest(text, "Lib")).Diagnostics, Is.Empty);

    [GeneratedRegex(@"^\| `(\w+)` \| ([\w# ]+) \| ([^|]+?) \| [^|]+ \|$", RegexOptions.Multiline)]
    private static partial Regex Row();

    [GeneratedRegex("\"cffi::(\\w+)\"")]
    private static partial Regex Literal();
}
