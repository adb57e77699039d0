using Cffi.Modules.Compilers;
using Cffi.Modules.Errors;

namespace Cffi.Modules.Building;

/// <summary>The user's input for a module besides the declarations: a name, C text, options. This class checks all of it.</summary>
internal sealed class ModuleSource
{
    private const int LongestName = 200;

    /// <exception cref="CffiNameException">The name is not a module name.</exception>
    /// <exception cref="CffiTypeException">A string cannot be an argument, or the prelude is not C text.</exception>
    public ModuleSource(string name, string prelude, BuildOptions? options)
    {
        if (!IsName(name))
        {
            throw BuildErrors.ModuleName(name);
        }

        Name = name;
        Prelude = prelude.ReplaceLineEndings("\n");
        Options = options ?? new BuildOptions();
        if (!CompilerArgument.IsText(prelude))
        {
            throw BuildErrors.Prelude(name);
        }

        foreach (string text in (IEnumerable<string>)[.. Options.Libraries, .. Options.LibraryDirectories, .. Options.IncludeDirectories, .. Options.Defines])
        {
            CompilerArgument.Require(text, canBeOption: false);
        }

        foreach (string text in (IEnumerable<string>)[.. Options.CompilerArguments, .. Options.LinkerArguments])
        {
            CompilerArgument.Require(text, canBeOption: true);
        }
    }

    public string Name { get; }

    public string Prelude { get; }

    public BuildOptions Options { get; }

    private static bool IsName(string name) => name.Length is > 0 and <= LongestName && name.Split('.').All(static part =>
        part.Length > 0 && !char.IsAsciiDigit(part[0]) && part.All(static c => c == '_' || char.IsAsciiLetterOrDigit(c)));
}
