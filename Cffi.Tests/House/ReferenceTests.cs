using System.Xml.Linq;
using Cffi.Tests.Fuzz;

namespace Cffi.Tests.House;

/// <summary>Which project may refer to which. The folders of each project are layers.</summary>
internal sealed class ReferenceTests
{
    // The lowest project comes first. A project refers only to projects before it.
    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        ["Cffi.Core"] = [],
        ["Cffi.Parser"] = ["Cffi.Core"],
        ["Cffi.Modules"] = ["Cffi.Core", "Cffi.Parser"],
        ["Cffi.Backend.Native"] = ["Cffi.Core", "Cffi.Parser", "Cffi.Modules"],
        ["Cffi.Generator"] = ["Cffi.Core", "Cffi.Parser"],
        ["Cffi.CodeFixes"] = [],
        ["Cffi.Tool"] = ["Cffi.Core", "Cffi.Parser", "Cffi.Modules", "Cffi.Generator"],
    };

    [Test]
    public void A_project_refers_only_to_those_below_it([ValueSource(nameof(Projects))] string project)
    {
        string file = Path.Combine(RepositoryFolder.Path, project, project + ".csproj");
        IEnumerable<string> references = XDocument.Load(file).Descendants("ProjectReference")
            .Select(static reference => Path.GetFileNameWithoutExtension(reference.Attribute("Include")!.Value.Replace('\\', '/')));
        Assert.That(references, Is.EquivalentTo(Allowed[project]));
    }

    [Test]
    public void Every_project_of_the_product_is_known()
    {
        IEnumerable<string> projects = Directory.EnumerateDirectories(RepositoryFolder.Path, "Cffi.*").Where(static path => Path.GetFileName(path) != "Cffi").Select(static path => Path.GetFileName(path)!)
            .Where(static name => File.Exists(Path.Combine(RepositoryFolder.Path, name, name + ".csproj")) && name is not ("Cffi.Tests" or "Cffi.TestHost" or "Cffi.Benchmarks"));
        Assert.That(projects, Is.EquivalentTo(Allowed.Keys));
    }

    [Test]
    public void The_folders_of_a_project_are_layers([Values("Cffi.Core", "Cffi.Parser", "Cffi.Modules", "Cffi.Backend.Native", "Cffi.Generator")] string project)
    {
        var references = SourceReferences.Of(Path.Combine(RepositoryFolder.Path, project));
        Assert.That(references.Errors, Is.Empty, "a name that is not bound would not count as a reference");
        IReadOnlyList<IReadOnlyList<string>> circles = references.Circles();
        Assert.That(circles, Is.Empty, () => Describe(references, circles));
    }

    private static IEnumerable<string> Projects => Allowed.Keys;

    private static string Describe(SourceReferences references, IReadOnlyList<IReadOnlyList<string>> circles) => string.Join('\n', references.All
        .Where(pair => circles.Any(circle => circle.Contains(pair.Key.From) && circle.Contains(pair.Key.To)))
        .Select(static pair => $"{pair.Key.From} -> {pair.Key.To}: {string.Join(", ", pair.Value.Take(5))}"));
}
