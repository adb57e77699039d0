using System.Reflection;
using System.Runtime.CompilerServices;
using Cffi.Tests.Fuzz;
using Cffi.Tests.Native;

namespace Cffi.Tests.Examples;

/// <summary>An example of the repository, run in a separate process as its reader would run it.</summary>
internal sealed class Example
{
    private const string DynamicCodeSwitch = "System.Runtime.CompilerServices.RuntimeFeature.IsDynamicCodeSupported";
    private static readonly string Folder = Path.Combine(RepositoryFolder.Path, "examples");
    private static readonly string Configuration =
        typeof(Example).Assembly.GetCustomAttribute<AssemblyConfigurationAttribute>()!.Configuration;

    private readonly string path;
    private readonly string[] arguments;

    private Example(string path, params string[] arguments)
    {
        this.path = path;
        this.arguments = arguments;
    }

    /// <summary>Every script and every folder with a project, and each variant that arguments select.</summary>
    public static IReadOnlyList<Example> All =>
    [
        .. Directory.GetFiles(Folder, "*.cs").Concat(Directory.GetDirectories(Folder)).Order(StringComparer.Ordinal).Select(static path => new Example(path)),
        new Example(Path.Combine(Folder, "sqlite"), "api"),
    ];

    /// <summary>The name of the file or folder, and the arguments.</summary>
    public string Name => string.Join(' ', [Path.GetFileName(path), .. arguments]);

    /// <summary>Runs the example in the mode of this process: with or without dynamic code.</summary>
    /// <returns>The exit code, and standard output followed by standard error.</returns>
    public (int ExitCode, string Output) Run()
    {
        if (path.EndsWith(".cs", StringComparison.Ordinal))
        {
            return RuntimeFeature.IsDynamicCodeSupported
                ? RunDotnet("run", path)
                : RunDotnet("run", "--property:DynamicCodeSupport=false", path);
        }

        if (RuntimeFeature.IsDynamicCodeSupported)
        {
            // The build of Cffi.Tests also builds the examples' projects.
            return RunDotnet(["run", "--no-build", "--configuration", Configuration, "--project", path, "--", .. arguments]);
        }

        string program = Path.Combine(path, "bin", Configuration, "net10.0", Path.GetFileName(path));
        using var folder = new TemporaryFolder();
        string settings = folder.File("runtimeconfig.json");
        File.WriteAllText(settings, WithoutDynamicCode(File.ReadAllText(program + ".runtimeconfig.json")));
        return RunDotnet(["exec", "--runtimeconfig", settings, program + ".dll", .. arguments]);
    }

    /// <inheritdoc/>
    public override string ToString() => Name;

    private static string WithoutDynamicCode(string runtimeConfig)
    {
        const string Properties = "\"configProperties\": {";
        Assert.That(runtimeConfig, Does.Contain(Properties));
        return runtimeConfig.Replace(Properties, $"{Properties} \"{DynamicCodeSwitch}\": false,", StringComparison.Ordinal);
    }

    private static (int ExitCode, string Output) RunDotnet(params string[] arguments) => DotnetCommand.Run(RepositoryFolder.Path, arguments);
}
