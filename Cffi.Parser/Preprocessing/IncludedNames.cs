namespace Cffi.Parser.Preprocessing;

/// <summary>What texts include: the types of known headers, and the texts that are read once. Those of all texts so far, and those of the text being read, which may still be refused.</summary>
internal sealed class IncludedNames
{
    private readonly Dictionary<string, string> committed = [];
    private readonly Dictionary<string, string> staged = [];
    private readonly HashSet<string> onceCommitted = [];
    private readonly HashSet<string> onceStaged = [];

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

    /// <summary>Whether a text is not to be read again.</summary>
    public bool IsOnce(string text) => onceCommitted.Contains(text) || onceStaged.Contains(text);

    /// <summary>Records that a text is not to be read again (<c>#pragma once</c>).</summary>
    public void AddOnce(string text) => onceStaged.Add(text);

    public void Commit()
    {
        onceCommitted.UnionWith(onceStaged);
        foreach (KeyValuePair<string, string> name in staged)
        {
            committed[name.Key] = name.Value;
        }

        Discard();
    }

    public void Discard()
    {
        staged.Clear();
        onceStaged.Clear();
    }
}
