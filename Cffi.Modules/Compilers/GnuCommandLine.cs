namespace Cffi.Modules.Compilers;

/// <summary>GCC's arguments, which clang and zig cc accept too.</summary>
/// <param name="target">The target of the compilation.</param>
internal class GnuCommandLine(Target target) : CommandLine
{
    /// <inheritdoc/>
    public override IReadOnlyList<string> Compile(string source, string output, string rule, BuildOptions options) =>
        ["-c", source, "-o", output, "-MD", "-MF", rule, .. Common(options)];

    /// <inheritdoc/>
    public override IReadOnlyList<string> Link(string input, string output, BuildOptions options) =>
    [
        input, "-shared", "-o", output,
        .. options.LibraryDirectories.Select(static text => "-L" + Path.GetFullPath(text)),
        .. options.LinkerArguments,
        .. options.Libraries.Select(static text => "-l" + text),
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<string> Check(string source, BuildOptions options) => ["-fsyntax-only", source, .. Common(options)];

    /// <inheritdoc/>
    public override bool ChoosesLiterals => true;

    // Code for Windows is always position-independent; clang refuses the option. Mach-O has no sizes of functions, so a function ends where the next one
    // begins: no padding may stand between them, because the stub's functions are compared.
    /// <summary>The options of every compilation.</summary>
    protected string[] Common(BuildOptions options) =>
    [
        "-O1", .. target.UsesMicrosoftLayout ? (string[])[] : ["-fPIC"], .. target.System == TargetSystem.MacOS ? (string[])["-falign-functions=1"] : [], "-w", "-fdiagnostics-color=never",
        .. options.Defines.Select(static text => "-D" + text),
        .. options.IncludeDirectories.Select(static text => "-I" + Path.GetFullPath(text)),
        .. options.CompilerArguments,
    ];
}
