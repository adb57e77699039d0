namespace Cffi;

/// <summary>
/// Everything that has been declared so far, by name. C has two name spaces here: tags (struct, union, enum) and
/// ordinary identifiers (functions, variables, typedefs, constants) (C11 6.2.3).
/// </summary>
/// <remarks>Members may be called from any thread; a text's declarations appear all at once.</remarks>
public sealed class DeclarationSet
{
    private readonly object gate = new();
    private readonly Dictionary<string, Declaration> identifiers = [];
    private readonly Dictionary<string, Declaration> tags = [];
    private readonly List<Declaration> inOrder = [];

    /// <summary>All declarations in the order of the texts; a snapshot.</summary>
    public IReadOnlyList<Declaration> All
    {
        get
        {
            lock (gate)
            {
                return [.. inOrder];
            }
        }
    }

    /// <summary>The functions; a snapshot.</summary>
    public IReadOnlyList<FunctionDeclaration> Functions => [.. All.OfType<FunctionDeclaration>()];

    /// <summary>The global variables; a snapshot.</summary>
    public IReadOnlyList<VariableDeclaration> Variables => [.. All.OfType<VariableDeclaration>()];

    /// <summary>The constants, enumerators among them; a snapshot.</summary>
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
                return [.. identifiers.Keys];
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
                return [.. tags.Keys];
            }
        }
    }

    /// <summary>The ordinary identifier of that name; null where there is none.</summary>
    public Declaration? FindIdentifier(string name)
    {
        lock (gate)
        {
            return identifiers.TryGetValue(name, out Declaration? found) ? found : null;
        }
    }

    /// <summary>The record or enum of that tag; null where there is none.</summary>
    public Declaration? FindTag(string tag)
    {
        lock (gate)
        {
            return tags.TryGetValue(tag, out Declaration? found) ? found : null;
        }
    }

    /// <summary>Adds a text's declarations at once; a name that is there already is replaced.</summary>
    /// <param name="declarations">In the order of the text.</param>
    public void AddRange(IReadOnlyList<Declaration> declarations)
    {
        lock (gate)
        {
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

    /// <summary>Puts completed declarations in the place of partial ones of the same name.</summary>
    internal void Replace(IReadOnlyDictionary<Declaration, Declaration> completed)
    {
        lock (gate)
        {
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
}
