using Cffi.Parser.Lexing;

namespace Cffi.Parser.Preprocessing;

/// <summary>The macros of all texts so far, and those of the text being read, which may still be refused.</summary>
internal sealed class MacroTable
{
    private readonly Dictionary<string, Macro> committed = [];
    private readonly List<Macro> staged = [];

    // The value is null for a name that the text has undefined.
    private readonly Dictionary<string, Macro?> stagedByName = [];

    private readonly Dictionary<string, Stack<Macro?>> pushed = [];

    // One bit for the first letter, length and last letter of every name: most words of a text are not macros.
    private readonly bool[] mayBeMacro = new bool[256];
    private readonly PredefinedMacros predefined;

    public MacroTable(Target target, NameTable names)
    {
        Target = target;
        predefined = new PredefinedMacros(target, names);
    }

    /// <summary>The platform whose predefined macros are known.</summary>
    public Target Target { get; }

    /// <summary>Whether no text has defined a macro.</summary>
    public bool IsEmpty => committed.Count == 0 && stagedByName.Count == 0;

    /// <summary>Whether the text being read has defined a macro.</summary>
    public bool HasStaged => staged.Count > 0;

    /// <summary>The macros that are defined at the end of the current text, in its order.</summary>
    public IEnumerable<Macro> Staged
    {
        get
        {
            foreach (Macro macro in staged)
            {
                if (ReferenceEquals(stagedByName[macro.Name], macro))
                {
                    yield return macro;
                }
            }
        }
    }

    public Macro? Find(string name)
    {
        if (mayBeMacro[Mark(name)] && (stagedByName.TryGetValue(name, out Macro? macro) || committed.TryGetValue(name, out macro)))
        {
            return macro;
        }

        return NameTable.IsReserved(name) ? predefined.Find(name) : null;
    }

    public void Define(Macro macro)
    {
        macro.ReplacesAnother = stagedByName.TryGetValue(macro.Name, out Macro? earlier) && earlier is null;
        staged.Add(macro);
        stagedByName[macro.Name] = macro;
        mayBeMacro[Mark(macro.Name)] = true;
    }

    public void Undefine(string name)
    {
        stagedByName[name] = null;
        mayBeMacro[Mark(name)] = true;
    }

    /// <summary>Saves the current macro of a name (<c>#pragma push_macro</c>).</summary>
    public void Push(string name)
    {
        if (!pushed.TryGetValue(name, out Stack<Macro?>? kept))
        {
            pushed.Add(name, kept = new Stack<Macro?>());
        }

        kept.Push(Find(name));
    }

    /// <summary>Restores the last saved macro of a name. Like compilers, it does nothing if none was saved.</summary>
    public void Pop(string name)
    {
        if (pushed.TryGetValue(name, out Stack<Macro?>? kept) && kept.Count > 0)
        {
            stagedByName[name] = kept.Pop();
            mayBeMacro[Mark(name)] = true;
        }
    }

    public void Commit()
    {
        foreach (KeyValuePair<string, Macro?> change in stagedByName)
        {
            if (change.Value is { } macro)
            {
                committed[change.Key] = macro;
            }
            else
            {
                committed.Remove(change.Key);
            }
        }

        Discard();
    }

    public void Discard()
    {
        pushed.Clear();
        if (stagedByName.Count > 0)
        {
            staged.Clear();
            stagedByName.Clear();
        }
    }

    private static int Mark(string name) => ((name[0] * 31) + (name.Length * 7) + name[name.Length - 1]) & 0xff;
}
