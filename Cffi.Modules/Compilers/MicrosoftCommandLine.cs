namespace Cffi.Modules.Compilers;

/// <summary>The arguments of MSVC's cl (17.9 and later, for <c>__typeof__</c>), which clang-cl accepts too.</summary>
internal sealed class MicrosoftCommandLine : CommandLine
{
    /// <inheritdoc/>
    public override IReadOnlyList<string> Compile(string source, string output, string rule, BuildOptions options) =>
    [
        "/nologo", "/c", "/Fo" + output, "/sourceDependencies", rule, "/std:c11", "/utf-8", "/O1", "/MD", "/w", "/diagnostics:column",
        .. options.Defines.Select(static text => "/D" + text),
        .. options.IncludeDirectories.Select(static text => "/I" + Path.GetFullPath(text)),
        .. options.CompilerArguments,
        "/Tc" + source,
    ];

    /// <inheritdoc/>
    public override IReadOnlyList<string> Link(string input, string output, BuildOptions options) =>
    [
        "/nologo", "/LD", "/MD", input, "/Fe" + output, "/link", "/NOIMPLIB",
        .. options.LibraryDirectories.Select(static text => "/LIBPATH:" + Path.GetFullPath(text)),
        .. options.LinkerArguments,
        .. options.Libraries.Select(static text => text.EndsWith(".lib", StringComparison.OrdinalIgnoreCase) ? text : text + ".lib"),
    ];
}
