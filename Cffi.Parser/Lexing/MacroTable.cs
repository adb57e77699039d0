namespace Cffi.Parser.Lexing;

/// <summary>The macros of all texts so far, and those of the text being read, which may yet be refused.</summary>
internal sealed class MacroTable
{
    private readonly Dictionary<string, Macro> committed = [];
    private readonly List<Macro> staged = [];
    private readonly Dictionary<string, Macro> stagedByName = [];

    public bool IsEmpty => committed.Count == 0 && staged.Count == 0;

    /// <summary>The macros of the text being read, in its order.</summary>
    public IReadOnlyList<Macro> Staged => staged;

    public Macro? Find(string name) =>
        stagedByName.TryGetValue(name, out Macro? macro) || committed.TryGetValue(name, out macro) ? macro : null;

    public void Define(Macro macro)
    {
        staged.Add(macro);
        stagedByName[macro.Name] = macro;
    }

    public void Commit()
    {
        foreach (Macro macro in staged)
        {
            committed[macro.Name] = macro;
        }

        Discard();
    }

    public void Discard()
    {
        if (staged.Count > 0)
        {
            staged.Clear();
            stagedByName.Clear();
        }
    }
}
