namespace Cffi.Modules.Compilers;

/// <summary>The arguments of tcc, which has few of GCC's and refuses unknown ones.</summary>
internal sealed class TinyCommandLine : CommandLine
{
    /// <inheritdoc/>
    public override IReadOnlyList<string> Compile(string source, string output, string rule, BuildOptions options) =>
    [
        "-c", source, "-o", output, "-MD", "-MF", rule, "-w",
        .. options.Defines.Select(static text => "-D" + text),
        .. options.IncludeDirectories.Select(static text => "-I" + Path.GetFullPath(text)),
        .. options.CompilerArguments,
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<string> Link(string input, string output, BuildOptions options) =>
    [
        "-shared", "-o", output, input,
        .. options.LibraryDirectories.Select(static text => "-L" + Path.GetFullPath(text)),
        .. options.LinkerArguments,
        .. options.Libraries.Select(static text => "-l" + text),
    ];
}
