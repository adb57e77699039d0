namespace Cffi.Core.Declarations;

/// <summary>The attributes <c>[[cffi::...]]</c>: where each has a meaning, and how many arguments it takes.</summary>
/// <remarks><c>docs/annotations.md</c> has the same rows.</remarks>
internal static class AnnotationTable
{
    /// <summary>What they begin with.</summary>
    public const string Prefix = "cffi::";

    private const string Function = "function";
    private const string Implemented = "C# function";
    private const string Parameter = "parameter";
    private const string Enum = "enum";

    /// <summary>All of them: the name, where it has a meaning, and the most arguments that it takes.</summary>
    public static IReadOnlyList<(string Name, string Place, int MostArguments)> All { get; } =
    [
        ("array", Parameter, 0),
        ("errno", Function, 0),
        ("error", Implemented, 1),
        ("flags", Enum, 0),
        ("in", Parameter, 0),
        ("inout", Parameter, 0),
        ("keeps", Parameter, 1),
        ("leaf", Function, 0),
        ("length", Parameter, 1),
        ("out", Parameter, 0),
        ("ref", Parameter, 0),
        ("release", Function, 1),
        ("release", Parameter, 1),
    ];

    /// <summary>The names that have a meaning for a declaration.</summary>
    public static IEnumerable<string> NamesFor(Declaration declaration) => NamesFor(declaration switch
    {
        FunctionDeclaration { IsImplementedInCSharp: true } => Implemented,
        FunctionDeclaration => Function,
        EnumDeclaration => Enum,
        _ => "",
    });

    /// <summary>The names that have a meaning for a parameter.</summary>
    public static IEnumerable<string> NamesForParameters => NamesFor(Parameter);

    /// <summary>How many arguments a name takes at most; null for a name that is none of them.</summary>
    public static int? MostArguments(string name)
    {
        foreach ((string known, _, int most) in All)
        {
            if (known == name)
            {
                return most;
            }
        }

        return null;
    }

    private static IEnumerable<string> NamesFor(string place) => All.Where(one => one.Place == place).Select(static one => one.Name);
}
