namespace Cffi.Modules.Compilers;

/// <summary>GCC's arguments, which clang and zig cc accept too.</summary>
/// <param name="target">The target of the compilation.</param>
internal sealed class GnuCommandLine(Target target) : CommandLine
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

    // Code for Windows is always position-independent; clang refuses the option.
    private string[] Common(BuildOptions options) =>
    [
        "-O1", .. target.UsesMicrosoftLayout ? (string[])[] : ["-fPIC"], "-w", "-fdiagnostics-color=never",
        .. options.Defines.Select(static text => "-D" + text),
        .. options.IncludeDirectories.Select(static text => "-I" + Path.GetFullPath(text)),
        .. options.CompilerArguments,
    ];
}
