using System.IO.Compression;
using Cffi.Tests.Fuzz;
using Cffi.Tests.Native;

namespace Cffi.Tests.Packaging;

/// <summary>The packages, made by <c>eng/pack.sh</c> in its default folder.</summary>
internal static class PackageFeed
{
    /// <summary>The version of the packages.</summary>
    public const string Version = "1.0.0";

    private static readonly string[] SourceFolders =
        ["Cffi", "Cffi.Core", "Cffi.Parser", "Cffi.Modules", "Cffi.Backend.Native", "Cffi.Generator", "Cffi.CodeFixes", "Cffi.Tool", "eng"];

    private static readonly Lazy<string> Made = new(Make);

    /// <summary>The feed. Its packages are up to date with the sources.</summary>
    public static string Folder => Made.Value;

    /// <summary>The names of the files in a package.</summary>
    /// <param name="file">The package's file name with its extension and without its version.</param>
    public static IReadOnlyList<string> Contents(string file)
    {
        using ZipArchive package = Open(file);
        return [.. package.Entries.Select(static entry => entry.FullName)];
    }

    /// <summary>Opens a package.</summary>
    /// <param name="file">The package's file name with its extension and without its version.</param>
    public static ZipArchive Open(string file) => ZipFile.OpenRead(
        Path.Combine(Folder, $"{Path.GetFileNameWithoutExtension(file)}.{Version}{Path.GetExtension(file)}"));

    private static string Make()
    {
        string root = RepositoryFolder.Path;
        string folder = Path.Combine(root, "artifacts", "packages");
        string last = Path.Combine(folder, $"Cffi.{Version}.nupkg");
        if (!File.Exists(last) || File.GetLastWriteTimeUtc(last) < NewestSource(root))
        {
            (int exitCode, string output) = DotnetCommand.RunProgram(Path.Combine(root, "eng", "pack.sh"), root, folder);
            Assert.That(exitCode, Is.Zero, output);
        }

        return folder;
    }

    private static DateTime NewestSource(string root) => SourceFolders
        .SelectMany(folder => Directory.EnumerateFiles(Path.Combine(root, folder), "*", SearchOption.AllDirectories))
        .Where(static file => !IsIn(file, "obj") && !IsIn(file, "bin"))
        .Max(File.GetLastWriteTimeUtc);

    private static bool IsIn(string file, string folder) =>
        file.Contains($"{Path.DirectorySeparatorChar}{folder}{Path.DirectorySeparatorChar}", StringComparison.Ordinal);
}
