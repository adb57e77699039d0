using Cffi.Tests.Fuzz;
using Cffi.Tests.Native;

namespace Cffi.Tests.House;

/// <summary>The generated sources of calls and callbacks, and their machine code, are exactly what their scripts write.</summary>
[System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
internal sealed class GeneratedSourceTests
{
    private const string Project = "Cffi.Backend.Native";

    [Test]
    public void The_scripts_write_the_generated_sources()
    {
        using var folder = new TemporaryFolder();
        string copy = Path.Combine(folder.File("copy"), Project);
        Directory.CreateDirectory(Path.Combine(copy, "Callbacks"));
        foreach (string source in Directory.GetFiles(Path.Combine(RepositoryFolder.Path, Project, "Executors"), "*.s", SearchOption.AllDirectories))
        {
            string place = Path.Combine(copy, Path.GetRelativePath(Path.Combine(RepositoryFolder.Path, Project), source));
            Directory.CreateDirectory(Path.GetDirectoryName(place)!);
            File.Copy(source, place);
        }

        Directory.CreateDirectory(Path.Combine(folder.File("copy"), "eng"));
        foreach (string script in (string[])["make-callbacks.sh", "make-call-shapes.sh", "make-machine-code.sh"])
        {
            string path = Path.Combine(folder.File("copy"), "eng", script);
            File.Copy(Path.Combine(RepositoryFolder.Path, "eng", script), path);
            (int exitCode, string output) = DotnetCommand.RunProgram("bash", folder.File("copy"), path);
            Assert.That(exitCode, Is.Zero, output);
        }

        Dictionary<string, string> written = Sources(copy);
        Assert.That(Sources(Path.Combine(RepositoryFolder.Path, Project)).Keys, Is.EquivalentTo(written.Keys));
        foreach ((string name, string text) in Sources(Path.Combine(RepositoryFolder.Path, Project)))
        {
            Assert.That(text, Is.EqualTo(written[name]), $"{name}: run its script in eng, and do not edit the file");
        }
    }

    private static Dictionary<string, string> Sources(string project) =>
        ((string[])[".", "Callbacks", "Executors/SystemVX64", "Executors/Arm64", "Executors/WindowsX64"]).SelectMany(folder => Directory.GetFiles(Path.Combine(project, folder), "*.g.cs"))
            .ToDictionary(file => Path.GetRelativePath(project, file), File.ReadAllText);
}
