using System.Diagnostics;

namespace Cffi.Declarations;

/// <summary>
/// All declarations so far, by name. C has two name spaces for them: tags (struct, union, enum) and
/// ordinary identifiers (functions, variables, typedefs, constants) (C11 6.2.3).
/// </summary>
/// <remarks>
/// Members may be called from any thread; a text's declarations appear all at once. Only its owner adds to a set: a
/// a <c>CParser</c> adds the declarations that it reads, an <c>Ffi</c> those that it gets.
/// </remarks>
[DebuggerDisplay("{Own.Count} declarations, {included.Length} included sets")]
[DebuggerTypeProxy(typeof(DeclarationSetView))]
public sealed class DeclarationSet
{
    private readonly object gate = new();
    private readonly Dictionary<string, Declaration> identifiers = [];
    private readonly Dictionary<string, Declaration> tags = [];
    private readonly List<Declaration> inOrder = [];
    private volatile DeclarationSet[] included = [];

    // Incremented under the gate, before the change: a thread that sees the new number looks names up again, and waits for the change.
    private int changes;

    /// <summary>
    /// Counts the changes of this set and of included sets. If the number has changed, results of earlier look-ups are outdated.
    /// </summary>
    /// <remarks>It takes two reads if nothing is included, because every look-up asks for it.</remarks>
    internal int Version
    {
        get
        {
            int version = Volatile.Read(ref changes);
            foreach (DeclarationSet set in included)
            {
                version = unchecked(version + set.Version);
            }

            return version;
        }
    }

    /// <summary>All declarations in the order of the texts, included sets first; a snapshot.</summary>
    public IReadOnlyList<Declaration> All => included.Length == 0 ? Own : [.. included.SelectMany(static set => set.All).Concat(Own).Distinct()];

    /// <summary>The declarations of this set itself, in the order of the texts; a snapshot.</summary>
    public IReadOnlyList<Declaration> Own
    {
        get
        {
            lock (gate)
            {
                return [.. inOrder];
            }
        }
    }

    /// <summary>The functions, including those of included sets; a snapshot.</summary>
    public IReadOnlyList<FunctionDeclaration> Functions => [.. All.OfType<FunctionDeclaration>()];

    /// <summary>The global variables; a snapshot.</summary>
    public IReadOnlyList<VariableDeclaration> Variables => [.. All.OfType<VariableDeclaration>()];

    /// <summary>The constants, including enumerators; a snapshot.</summary>
    public IReadOnlyList<ConstantDeclaration> Constants => [.. All.OfType<ConstantDeclaration>()];

    /// <summary>The typedefs; a snapshot.</summary>
    public IReadOnlyList<TypedefDeclaration> Typedefs => [.. All.OfType<TypedefDeclaration>()];

    /// <summary>The structures and unions; a snapshot.</summary>
    public IReadOnlyList<RecordDeclaration> Records => [.. All.OfType<RecordDeclaration>()];

    /// <summary>The enums; a snapshot.</summary>
    public IReadOnlyList<EnumDeclaration> Enums => [.. All.OfType<EnumDeclaration>()];

    /// <summary>The names of all ordinary identifiers; a snapshot.</summary>
    public IReadOnlyList<string> IdentifierNames
    {
        get
        {
            lock (gate)
            {
                return WithIncluded([.. identifiers.Keys], static set => set.IdentifierNames);
            }
        }
    }

    /// <summary>The names of all tags; a snapshot.</summary>
    public IReadOnlyList<string> TagNames
    {
        get
        {
            lock (gate)
            {
                return WithIncluded([.. tags.Keys], static set => set.TagNames);
            }
        }
    }

    /// <summary>The ordinary identifier with that name; null if there is none.</summary>
    public Declaration? FindIdentifier(string name) => Find(name, isTag: false);

    /// <summary>The record or enum with that tag; null if there is none.</summary>
    public Declaration? FindTag(string tag) => Find(tag, isTag: true);

    /// <summary>Adds the declarations of a text at once, and replaces names that exist already.</summary>
    /// <param name="declarations">In the order of the text.</param>
    internal void AddRange(IReadOnlyList<Declaration> declarations)
    {
        lock (gate)
        {
            changes++;
            foreach (Declaration declaration in declarations)
            {
                inOrder.Add(declaration);
                Dictionary<string, Declaration> space = declaration is RecordDeclaration or EnumDeclaration ? tags : identifiers;
                if (declaration.Name.Length > 0)
                {
                    if (space.TryGetValue(declaration.Name, out Declaration? replaced))
                    {
                        inOrder.Remove(replaced);
                    }

                    space[declaration.Name] = declaration;
                }
            }
        }
    }

    /// <summary>Whether a text declares a name twice, with types whose compatibility depends on the target.</summary>
    internal bool ComparesTypes { get; set; }

    /// <summary>Whether a set is this one, or included in it.</summary>
    internal bool Reaches(DeclarationSet set) => ReferenceEquals(set, this) || included.Any(one => one.Reaches(set));

    /// <summary>Includes another set: this set finds its declarations, including later ones.</summary>
    internal void Include(DeclarationSet other)
    {
        lock (gate)
        {
            changes++;
            included = [.. included, other];
        }
    }

    /// <summary>Invalidates the results of look-ups by name, because types of declarations have been completed.</summary>
    internal void MarkChanged()
    {
        lock (gate)
        {
            changes++;
        }
    }

    /// <summary>Replaces partial declarations with the completed ones of the same name.</summary>
    internal void Replace(IReadOnlyDictionary<Declaration, Declaration> completed)
    {
        lock (gate)
        {
            changes++;
            for (int i = 0; i < inOrder.Count; i++)
            {
                if (completed.TryGetValue(inOrder[i], out Declaration? replacement))
                {
                    inOrder[i] = replacement;
                    identifiers[replacement.Name] = replacement;
                }
            }
        }
    }

    private Declaration? Find(string name, bool isTag)
    {
        lock (gate)
        {
            if ((isTag ? tags : identifiers).TryGetValue(name, out Declaration? found))
            {
                return found;
            }
        }

        foreach (DeclarationSet set in included)
        {
            if (set.Find(name, isTag) is { } found)
            {
                return found;
            }
        }

        return null;
    }

    private IReadOnlyList<string> WithIncluded(IReadOnlyList<string> own, Func<DeclarationSet, IReadOnlyList<string>> names) =>
        included.Length == 0 ? own : [.. included.SelectMany(names).Concat(own).Distinct()];
}
