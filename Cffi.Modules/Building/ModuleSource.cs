using Cffi.Modules.Errors;

namespace Cffi.Modules.Building;

/// <summary>What the user gives for a module beside the declarations: a name, C text, options. All of it is checked here.</summary>
internal sealed class ModuleSource
{
    private const int LongestName = 200;

    /// <exception cref="CffiNameException">The name is no module name.</exception>
    /// <exception cref="CffiTypeException">A text cannot be an argument, or the prelude is no text.</exception>
    public ModuleSource(string name, string prelude, BuildOptions? options)
    {
        if (!IsName(name))
        {
            throw BuildErrors.ModuleName(name);
        }

        Name = name;
        Prelude = prelude.ReplaceLineEndings("\n");
        Options = options ?? new BuildOptions();
        if (!IsText(prelude))
        {
            throw BuildErrors.Prelude(name);
        }

        foreach (string text in (IEnumerable<string>)[.. Options.Libraries, .. Options.LibraryDirectories, .. Options.IncludeDirectories, .. Options.Defines])
        {
            RequireArgument(text, canBeOption: false);
        }

        foreach (string text in (IEnumerable<string>)[.. Options.CompilerArguments, .. Options.LinkerArguments])
        {
            RequireArgument(text, canBeOption: true);
        }
    }

    public string Name { get; }

    public string Prelude { get; }

    public BuildOptions Options { get; }

    /// <summary>Refuses a text that cannot be one argument of a program.</summary>
    /// <exception cref="CffiTypeException">It is empty, an option where none may be, or no text.</exception>
    public static void RequireArgument(string? text, bool canBeOption)
    {
        if (string.IsNullOrEmpty(text) || (text[0] == '-' && !canBeOption) || !IsText(text))
        {
            throw BuildErrors.Argument(text ?? "");
        }
    }

    // What a file or an argument of a process can hold: others would take it for something else.
    private static bool IsText(string text)
    {
        for (int i = 0; i < text.Length; i++)
        {
            bool isPair = char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]);
            if (text[i] == '\0' || (char.IsSurrogate(text[i]) && !isPair))
            {
                return false;
            }

            i += isPair ? 1 : 0;
        }

        return true;
    }

    private static bool IsName(string name) => name.Length is > 0 and <= LongestName && name.Split('.').All(static part =>
        part.Length > 0 && !char.IsAsciiDigit(part[0]) && part.All(static c => c == '_' || char.IsAsciiLetterOrDigit(c)));
}
