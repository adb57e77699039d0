using Cffi.Tests.Native;

namespace Cffi.Tests.Packaging;

/// <summary>An empty folder outside the repository, with projects and scripts that take the packages from the local feed.</summary>
/// <remarks>
/// NuGet unpacks the packages below the folder, so that it finds no earlier package of the same version. All other packages
/// come from this machine's package folder, or from its feeds.
/// </remarks>
internal sealed class Consumer : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public Consumer()
    {
        string packages = Environment.GetEnvironmentVariable("NUGET_PACKAGES")
            ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");
        Write("nuget.config", $"""
            <configuration>
              <packageSources><add key="local" value="{PackageFeed.Folder}" /></packageSources>
              <fallbackPackageFolders><add key="machine" value="{packages}" /></fallbackPackageFolders>
            </configuration>
            """);

        // Scripts restore NativeAOT's package by default. Not every feed has it.
        Write("Directory.Build.props", "<Project><PropertyGroup><PublishAot>false</PublishAot></PropertyGroup></Project>");
    }

    /// <summary>The text of a console project that uses the package.</summary>
    /// <param name="properties">More properties.</param>
    /// <param name="items">More items.</param>
    public static string Project(string properties = "", string items = "") => $"""
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup>
            <OutputType>Exe</OutputType>
            <TargetFramework>net10.0</TargetFramework>
            <ImplicitUsings>enable</ImplicitUsings>
            <Nullable>enable</Nullable>
            <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
            <NuGetAudit>false</NuGetAudit>
            {properties}
          </PropertyGroup>
          <ItemGroup>
            <PackageReference Include="Cffi" Version="{PackageFeed.Version}" />
            {items}
          </ItemGroup>
        </Project>
        """;

    /// <summary>The path of a file in the folder.</summary>
    public string PathOf(string name) => folder.File(name);

    /// <summary>Writes a file, and creates its folders.</summary>
    public void Write(string name, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(PathOf(name))!);
        File.WriteAllText(PathOf(name), text);
    }

    /// <summary>Runs <c>dotnet</c>, which must succeed.</summary>
    /// <returns>Its output.</returns>
    public string Dotnet(params string[] arguments)
    {
        (int exitCode, string output) = TryDotnet(arguments);
        Assert.That(exitCode, Is.Zero, $"dotnet {string.Join(' ', arguments)}\n{output}");
        return output;
    }

    /// <summary>Runs <c>dotnet</c>, which may fail.</summary>
    /// <remarks>The environment variable is for programs that look for no configuration beside the script, such as F# Interactive.</remarks>
    public (int ExitCode, string Output) TryDotnet(params string[] arguments) =>
        DotnetCommand.RunProgram("dotnet", PathOf("."), [("NUGET_PACKAGES", PathOf("packages"))], arguments);

    /// <summary>Runs a program from another folder; the program must succeed.</summary>
    /// <returns>Its output.</returns>
    public static string Run(string program, params string[] arguments)
    {
        (int exitCode, string output) = DotnetCommand.RunProgram(program, Path.GetTempPath(), arguments);
        Assert.That(exitCode, Is.Zero, output);
        return output;
    }

    /// <inheritdoc/>
    public void Dispose() => folder.Dispose();
}
