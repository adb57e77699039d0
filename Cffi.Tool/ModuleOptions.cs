namespace Cffi.Tool;

/// <summary>What a module is made of, and where it goes.</summary>
internal sealed record ModuleOptions
{
    /// <summary>The C file.</summary>
    public required string File { get; init; }

    /// <summary>The module's name.</summary>
    public required string Name { get; init; }

    /// <summary>Where the library goes.</summary>
    public required string LibraryFolder { get; init; }

    /// <summary>The C# file to write.</summary>
    public required string Bindings { get; init; }

    /// <summary>Gets the paths of the headers that the compiler read, one per line; null for nowhere.</summary>
    public string? HeadersFile { get; init; }

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

    /// <summary>The platform.</summary>
    public required string Platform { get; init; }

    /// <summary>Packages that pkg-config knows.</summary>
    public IReadOnlyList<string> Packages { get; init; } = [];

    /// <summary>What the compiler is told.</summary>
    public required BuildOptions Build { get; init; }

    /// <summary>Reads the words of a command line.</summary>
    /// <exception cref="UsageException">They mean nothing.</exception>
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

            string name = Known.Contains(words[i]) ? words[i] : throw new UsageException($"'{words[i]}' is not known");
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

        return new ModuleOptions
        {
            File = file ?? throw new UsageException("no file"),
            Name = Required("--name"),
            LibraryFolder = Required("--library-folder"),
            Bindings = Required("--bindings"),
            HeadersFile = Optional("--headers-file"),
            ClassName = Required("--class"),
            Namespace = Optional("--namespace"),
            Accessibility = Optional("--accessibility") ?? "internal",
            BindAtOnce = Optional("--bind-at-once") is { } text && bool.TryParse(text, out bool atOnce) && atOnce,
            PreludeFile = Optional("--prelude-file"),
            Platform = Required("--platform"),
            Packages = Several("--pkg-config"),
            Build = new BuildOptions
            {
                Libraries = Several("--library"),
                LibraryDirectories = Several("--library-folder-to-search"),
                IncludeDirectories = Several("--include-folder"),
                Defines = Several("--define"),
                CompilerArguments = Several("--compiler-argument"),
                LinkerArguments = Several("--linker-argument"),
                Compiler = Optional("--compiler"),
            },
        };

        IReadOnlyList<string> Several(string name) => values.TryGetValue(name, out List<string>? list) ? list : [];

        string? Optional(string name) => Several(name) switch
        {
            [] => null,
            [var one] => one,
            _ => throw new UsageException($"'{name}' is given twice"),
        };

        string Required(string name) => Optional(name) ?? throw new UsageException($"'{name}' is missing");
    }

    private static readonly HashSet<string> Known =
    [
        "--name", "--library-folder", "--bindings", "--headers-file", "--class", "--namespace", "--accessibility", "--bind-at-once", "--prelude-file", "--platform",
        "--pkg-config", "--library", "--library-folder-to-search", "--include-folder", "--define", "--compiler-argument", "--linker-argument", "--compiler",
    ];
}
