namespace Cffi.Parser.Preprocessing;

/// <summary>The types of the headers that texts include: those of all texts so far, and those of the text being read, which may still be refused.</summary>
internal sealed class IncludedNames
{
    private readonly Dictionary<string, string> committed = [];
    private readonly Dictionary<string, string> staged = [];

    /// <summary>Adds the declarations of a header.</summary>
    public void Add(string header)
    {
        foreach (string name in StandardHeaders.TypesOf(header))
        {
            staged[name] = header;
        }
    }

    /// <summary>An included header that declares a typedef name or tag; null if there is none.</summary>
    public string? HeaderOf(string name) =>
        staged.Count > 0 && staged.TryGetValue(name, out string? header) ? header
        : committed.Count > 0 && committed.TryGetValue(name, out header) ? header
        : null;

    public void Commit()
    {
        foreach (KeyValuePair<string, string> name in staged)
        {
            committed[name.Key] = name.Value;
        }

        Discard();
    }

    public void Discard() => staged.Clear();
}
