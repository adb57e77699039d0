namespace Cffi.Tool;

/// <summary>The inputs and outputs of a module.</summary>
internal sealed record ModuleOptions
{
    /// <summary>The option for a line of the prelude.</summary>
    public const string PreludeLine = "--prelude";

    private static readonly HashSet<string> OfModules =
    [
        "--name", "--library-folder", "--bindings", "--headers-file", "--stamp", "--class", "--namespace", "--accessibility", "--bind-at-once", "--prelude-file",
        "--written-prelude", PreludeLine, "--working-folder", "--platform", "--skip-missing-compilers",
    ];

    private static readonly HashSet<string> OfPlatforms =
    [
        "--pkg-config", "--library", "--library-folder-to-search", "--include-folder", "--define", "--compiler-argument", "--linker-argument", "--compiler",
    ];

    /// <summary>The C file.</summary>
    public required string File { get; init; }

    /// <summary>The module's name.</summary>
    public required string Name { get; init; }

    /// <summary>The folder for the libraries; each is in the folder of its platform.</summary>
    public required string LibraryFolder { get; init; }

    /// <summary>The C# file to write.</summary>
    public required string Bindings { get; init; }

    /// <summary>Gets the paths of the headers that the compiler read, one per line; null for nowhere.</summary>
    public string? HeadersFile { get; init; }

    /// <summary>A file that is written last, if nothing is missing; null for none.</summary>
    public string? Stamp { get; init; }

    /// <summary>The base of relative paths; null for the current folder.</summary>
    public string? WorkingFolder { get; init; }

    /// <summary>The class of the bindings.</summary>
    public required string ClassName { get; init; }

    /// <summary>The namespace of the class; null for none.</summary>
    public string? Namespace { get; init; }

    /// <summary>The accessibility of the class.</summary>
    public string Accessibility { get; init; } = "internal";

    /// <summary>Whether all symbols are looked up together.</summary>
    public bool BindAtOnce { get; init; }

    /// <summary>A C file with the prelude; null for an empty one.</summary>
    public string? PreludeFile { get; init; }

    /// <summary>The text to write into <see cref="PreludeFile"/>; null if it is the user's own file.</summary>
    public string? Prelude { get; init; }

    /// <summary>The platforms, each once.</summary>
    public required IReadOnlyList<PlatformOptions> Platforms { get; init; }

    /// <summary>Whether to skip platforms without a compiler. If false, they are an error.</summary>
    public bool SkipMissingCompilers { get; init; }

    /// <summary>Reads the words of a command line.</summary>
    /// <exception cref="UsageException">The arguments are wrong.</exception>
    public static ModuleOptions Read(IReadOnlyList<string> words)
    {
        var values = new Dictionary<string, List<string>>();
        string? file = null;
        for (int i = 0; i < words.Count; i++)
        {
            if (!words[i].StartsWith("--", StringComparison.Ordinal))
            {
                file = file is null ? words[i] : throw new UsageException($"'{words[i]}' is a second file");
                continue;
            }

            string name = IsKnown(words[i]) ? words[i] : throw new UsageException($"'{words[i]}' is not an option");
            if (i + 1 == words.Count)
            {
                throw new UsageException($"'{name}' needs a value");
            }

            if (!values.TryGetValue(name, out List<string>? list))
            {
                values.Add(name, list = []);
            }

            list.Add(words[++i]);
        }

        IReadOnlyList<string> platforms = [.. Several("--platform").Distinct()];
        return new ModuleOptions
        {
            File = file ?? throw new UsageException("the C file is missing"),
            Name = Required("--name"),
            LibraryFolder = Required("--library-folder"),
            Bindings = Required("--bindings"),
            HeadersFile = Optional("--headers-file"),
            Stamp = Optional("--stamp"),
            WorkingFolder = Optional("--working-folder"),
            ClassName = Required("--class"),
            Namespace = Optional("--namespace"),
            Accessibility = Optional("--accessibility") ?? "internal",
            BindAtOnce = IsTrue("--bind-at-once"),
            PreludeFile = Optional("--prelude-file") ?? Optional("--written-prelude"),
            Prelude = Optional("--prelude-file") is null && Optional("--written-prelude") is not null ? string.Concat(Several(PreludeLine).Select(static line => line + "\n")) : null,
            SkipMissingCompilers = IsTrue("--skip-missing-compilers"),
            Platforms = platforms.Count > 0 ? [.. platforms.Select(Platform)] : throw new UsageException("'--platform' is missing"),
        };

        PlatformOptions Platform(string platform) => new(platform, Both("--pkg-config", platform), new BuildOptions
        {
            Libraries = Both("--library", platform),
            LibraryDirectories = Both("--library-folder-to-search", platform),
            IncludeDirectories = Both("--include-folder", platform),
            Defines = Both("--define", platform),
            CompilerArguments = Both("--compiler-argument", platform),
            LinkerArguments = Both("--linker-argument", platform),
            Compiler = Optional($"--compiler@{platform}") ?? Optional("--compiler"),
        });

        IReadOnlyList<string> Several(string name) => values.TryGetValue(name, out List<string>? list) ? list : [];

        // The folders of a platform come first.
        IReadOnlyList<string> Both(string name, string platform) => [.. Several($"{name}@{platform}"), .. Several(name)];

        string? Optional(string name) => Several(name) switch
        {
            [] => null,
            [var one] => one,
            _ => throw new UsageException($"'{name}' is given twice"),
        };

        string Required(string name) => Optional(name) ?? throw new UsageException($"'{name}' is missing");

        bool IsTrue(string name) => Optional(name) is { } text && bool.TryParse(text, out bool value) && value;
    }

    /// <summary>Whether an option may be given more than once.</summary>
    public static bool IsList(string option) => option == "--platform" || (OfPlatforms.Contains(option.Split('@', 2)[0]) && !option.StartsWith("--compiler@", StringComparison.Ordinal) && option != "--compiler");

    private static bool IsKnown(string word) => OfModules.Contains(word) || OfPlatforms.Contains(word.Split('@', 2)[0]);
}
