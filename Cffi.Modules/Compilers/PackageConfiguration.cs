using Cffi.Modules.Building;
using Cffi.Modules.Errors;

namespace Cffi.Modules.Compilers;

/// <summary>Asks pkg-config for the arguments to compile and link with a package.</summary>
internal static class PackageConfiguration
{
    private const string Program = "pkg-config";
    private static readonly TimeSpan MostTime = TimeSpan.FromSeconds(30);

    /// <summary>Adds the arguments for packages; the program is the one in <c>PKG_CONFIG</c>, or <c>pkg-config</c>.</summary>
    /// <inheritdoc cref="With(IReadOnlyList{string}, BuildOptions, Target)"/>
    public static BuildOptions With(IReadOnlyList<string> packages, BuildOptions options) => With(packages, options, Target.Current);

    /// <summary>Adds the arguments for packages of a platform. The pkg-config of another platform has the platform's prefix, like its compiler.</summary>
    /// <exception cref="CffiTypeException">A name cannot be an argument.</exception>
    /// <exception cref="CompilationException">pkg-config is missing, fails, or does not know a package.</exception>
    public static BuildOptions With(IReadOnlyList<string> packages, BuildOptions options, Target target)
    {
        foreach (string package in packages)
        {
            CompilerArgument.Require(package, canBeOption: false);
        }

        // This machine's pkg-config answers for this machine.
        bool isForeign = target != Target.Current;
        string name = isForeign ? CrossTools.For(target)?.Prefix + Program
            : Environment.GetEnvironmentVariable("PKG_CONFIG") is { Length: > 0 } chosen ? chosen
            : Program;
        string program = Compiler.Locate(name) ?? throw (isForeign ? BuildErrors.NoPackageConfigurationFor(target, name) : BuildErrors.NoPackageConfiguration(name));
        return options with
        {
            CompilerArguments = [.. Ask("--cflags"), .. options.CompilerArguments],
            LinkerArguments = [.. Ask("--libs"), .. options.LinkerArguments],
        };

        // Its warnings are on the standard error, and are not arguments.
        IReadOnlyList<string> Ask(string what)
        {
            CompilerRun run = ToolProcess.Run(program, [what, .. packages], options.TimeLimit < MostTime ? options.TimeLimit : MostTime);
            return run.ExitCode != 0 ? throw BuildErrors.PackageConfiguration(packages, run.Output.Trim())
                : run.StandardOutput.Length < ToolProcess.MostOutput ? ShellWords.Split(run.StandardOutput)
                : throw BuildErrors.PackageConfiguration(packages, "its answer is too long");
        }
    }
}
