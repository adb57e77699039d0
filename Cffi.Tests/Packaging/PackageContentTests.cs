using System.IO.Compression;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace Cffi.Tests.Packaging;

internal sealed class PackageContentTests
{
    private static readonly string[] Platforms = ["linux-x64", "win-x64"];

    [TestCase("Cffi", "lib/net10.0/Cffi.Backend.Native")]
    [TestCase("Cffi", "lib/net10.0/Cffi.Modules")]
    [TestCase("Cffi.Core", "lib/net10.0/Cffi.Core")]
    [TestCase("Cffi.Core", "lib/netstandard2.0/Cffi.Core")]
    [TestCase("Cffi.Parser", "lib/net10.0/Cffi.Parser")]
    [TestCase("Cffi.Parser", "lib/netstandard2.0/Cffi.Parser")]
    public void A_package_has_its_assembly_documented_and_with_symbols(string package, string assembly)
    {
        Assert.That(PackageFeed.Contents($"{package}.nupkg"), Is.SupersetOf([$"{assembly}.dll", $"{assembly}.xml", "README.md"]));
        Assert.That(PackageFeed.Contents($"{package}.snupkg"), Does.Contain($"{assembly}.pdb"));
    }

    [Test]
    public void The_generator_lies_beside_all_that_it_loads() => Assert.That(
        PackageFeed.Contents("Cffi.nupkg").Where(static name => name.StartsWith("analyzers/", StringComparison.Ordinal)),
        Is.EquivalentTo((string[])
        [
            "analyzers/dotnet/cs/Cffi.Generator.dll", "analyzers/dotnet/cs/Cffi.CodeFixes.dll", "analyzers/dotnet/cs/Cffi.Core.dll",
            "analyzers/dotnet/cs/Cffi.Parser.dll", "analyzers/dotnet/cs/Sprache.dll",
        ]));

    [Test]
    public void One_package_brings_the_others_and_no_assembly_twice()
    {
        using ZipArchive package = PackageFeed.Open("Cffi.nupkg");
        using var reader = new StreamReader(package.GetEntry("Cffi.nuspec")!.Open());
        string nuspec = reader.ReadToEnd();
        Assert.Multiple(() =>
        {
            Assert.That(nuspec, Does.Contain($"id=\"Cffi.Core\" version=\"[{PackageFeed.Version}]\""), "the assemblies use each other's internals, so the versions must be equal");
            Assert.That(nuspec, Does.Contain($"id=\"Cffi.Parser\" version=\"[{PackageFeed.Version}]\""));
            Assert.That(nuspec, Does.Contain("<license type=\"expression\">MIT</license>"));
            Assert.That(PackageFeed.Contents("Cffi.nupkg"), Has.None.StartsWith("lib/net10.0/Cffi.Core"));
        });
    }

    [TestCase("Cffi", "Cffi.Backend.Native.dll")]
    [TestCase("Cffi", "Cffi.Modules.dll")]
    [TestCase("Cffi.Core", "Cffi.Core.dll")]
    [TestCase("Cffi.Parser", "Cffi.Parser.dll")]
    public void Assemblies_are_compiled_ahead_and_portable_elsewhere(string package, string file)
    {
        using ZipArchive archive = PackageFeed.Open($"{package}.nupkg");
        Assert.That(IsCompiledAhead(archive.GetEntry($"lib/net10.0/{file}")!), Is.False);
        foreach (string platform in Platforms)
        {
            Assert.That(IsCompiledAhead(archive.GetEntry($"runtimes/{platform}/lib/net10.0/{file}")!), Is.True, platform);
        }
    }

    [Test]
    public void Nothing_in_a_package_tells_where_it_was_built([Values("Cffi", "Cffi.Core", "Cffi.Parser")] string package, [Values(".nupkg", ".snupkg")] string ending)
    {
        byte[] folder = System.Text.Encoding.UTF8.GetBytes(Fuzz.RepositoryFolder.Path);
        using ZipArchive archive = PackageFeed.Open(package + ending);
        Assert.That(archive.Entries.Where(entry => Read(entry).AsSpan().IndexOf(folder) >= 0).Select(static entry => entry.FullName), Is.Empty);
    }

    [Test]
    public void A_package_has_nothing_but_what_it_is_for()
    {
        string[] known = ["analyzers/dotnet/cs/", "buildTransitive/net10.0/Cffi.", "lib/net10.0/Cffi.Backend.Native.", "lib/net10.0/Cffi.Modules.", "runtimes/linux-x64/lib/", "runtimes/win-x64/lib/", "tools/net10.0/", "README.md", "Cffi.nuspec", "_rels/", "package/", "[Content_Types].xml"];
        Assert.That(PackageFeed.Contents("Cffi.nupkg").Where(name => !known.Any(start => name.StartsWith(start, StringComparison.Ordinal))), Is.Empty);
        Assert.That(PackageFeed.Contents("Cffi.nupkg").Where(static name => name.EndsWith(".pdb", StringComparison.Ordinal)), Is.Empty);
    }

    // ECMA-335 II.25.3.3: an image that is compiled ahead has a managed native header.
    private static bool IsCompiledAhead(ZipArchiveEntry entry)
    {
        using var reader = new PEReader(new MemoryStream(Read(entry)));
        Assert.That(reader.HasMetadata && reader.GetMetadataReader().IsAssembly);
        return reader.PEHeaders.CorHeader!.ManagedNativeHeaderDirectory.Size > 0;
    }

    private static byte[] Read(ZipArchiveEntry entry)
    {
        using Stream packed = entry.Open();
        using var contents = new MemoryStream();
        packed.CopyTo(contents);
        return contents.ToArray();
    }
}
