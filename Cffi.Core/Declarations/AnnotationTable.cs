namespace Cffi.Declarations;

/// <summary>The attributes <c>[[cffi::...]]</c>: the declarations to which each applies, and the number of its arguments.</summary>
/// <remarks><c>docs/annotations.md</c> has the same rows.</remarks>
internal static class AnnotationTable
{
    /// <summary>The prefix of their names.</summary>
    public const string Prefix = "cffi::";

    private const string Function = "function";
    private const string Implemented = "C# function";
    private const string Parameter = "parameter";
    private const string Enum = "enum";

    /// <summary>All attributes: the name, the kind of declaration to which it applies, and the largest number of arguments.</summary>
    public static IReadOnlyList<(string Name, string Subject, int MostArguments)> All { get; } =
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

    /// <summary>The names that apply to a declaration.</summary>
    public static IEnumerable<string> NamesFor(Declaration declaration) => NamesFor(declaration switch
    {
        FunctionDeclaration { IsImplementedInCSharp: true } => Implemented,
        FunctionDeclaration => Function,
        EnumDeclaration => Enum,
        _ => "",
    });

    /// <summary>The names that apply to a parameter.</summary>
    public static IEnumerable<string> NamesForParameters => NamesFor(Parameter);

    /// <summary>The largest number of arguments of an attribute; null for an unknown name.</summary>
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

    private static IEnumerable<string> NamesFor(string subject) => All.Where(one => one.Subject == subject).Select(static one => one.Name);
}
