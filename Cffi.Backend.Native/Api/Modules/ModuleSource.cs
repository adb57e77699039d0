using Cffi.Backend.Native.Api.Compilers;

namespace Cffi.Backend.Native.Api.Modules;

/// <summary>What the user gives for a module beside the declarations: a name, C text, options. All of it is checked here.</summary>
internal sealed class ModuleSource
{
    private const int LongestName = 200;
    private static readonly TimeSpan PackageLimit = TimeSpan.FromSeconds(30);

    /// <exception cref="CffiNameException">The name is no module name.</exception>
    /// <exception cref="CffiTypeException">A text cannot be an argument.</exception>
    public ModuleSource(string name, string prelude, BuildOptions? options)
    {
        if (!IsName(name))
        {
            throw BuildErrors.ModuleName(name);
        }

        Name = name;
        Prelude = prelude.ReplaceLineEndings("\n");
        Options = options ?? new BuildOptions();
        foreach (string text in (IEnumerable<string>)[.. Options.Libraries, .. Options.LibraryDirectories, .. Options.IncludeDirectories, .. Options.Defines])
        {
            if (string.IsNullOrEmpty(text) || text[0] == '-' || text.Contains('\0', StringComparison.Ordinal))
            {
                throw BuildErrors.Argument(text ?? "");
            }
        }

        foreach (string text in (IEnumerable<string>)[.. Options.CompilerArguments, .. Options.LinkerArguments])
        {
            if (string.IsNullOrEmpty(text) || text.Contains('\0', StringComparison.Ordinal))
            {
                throw BuildErrors.Argument(text ?? "");
            }
        }
    }

    public string Name { get; }

    public string Prelude { get; }

    public BuildOptions Options { get; }

    /// <summary>Adds what <c>pkg-config</c> says of packages.</summary>
    /// <exception cref="CompilationException">pkg-config is missing, or does not know them.</exception>
    public static BuildOptions WithPackages(IReadOnlyList<string> packages, BuildOptions? options)
    {
        options ??= new BuildOptions();
        foreach (string package in packages)
        {
            if (string.IsNullOrEmpty(package) || package[0] == '-' || package.Contains('\0', StringComparison.Ordinal))
            {
                throw BuildErrors.Argument(package ?? "");
            }
        }

        string program = Compiler.Locate("pkg-config") ?? throw BuildErrors.NoCompiler("pkg-config");
        return options with
        {
            CompilerArguments = [.. Ask("--cflags"), .. options.CompilerArguments],
            LinkerArguments = [.. Ask("--libs"), .. options.LinkerArguments],
        };

        string[] Ask(string what)
        {
            CompilerRun run = ToolProcess.Run(program, [what, .. packages], PackageLimit);
            return run.ExitCode == 0
                ? run.Output.Split((char[])[' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries)
                : throw BuildErrors.PackageConfiguration(string.Join(", ", packages), run.Output.Trim());
        }
    }

    private static bool IsName(string name) => name.Length is > 0 and <= LongestName && name.Split('.').All(static part =>
        part.Length > 0 && !char.IsAsciiDigit(part[0]) && part.All(static c => c == '_' || char.IsAsciiLetterOrDigit(c)));
}
