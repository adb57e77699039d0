using Cffi.Parser.Diagnostics;
using Cffi.Parser.Preprocessing;

namespace Cffi.Parser.Binding;

/// <summary>
/// The declarations of a text in addition to the earlier ones. Nothing outside changes until
/// <see cref="Commit"/>; <see cref="Discard"/> undoes the completion of types that existed before.
/// </summary>
internal sealed class DeclarationScope
{
    private readonly DeclarationSet committed;
    private readonly IncludedNames included;
    private readonly Func<Target, DeclarationSet> readHeaderTypes;
    private readonly bool isOverriding;
    private readonly Dictionary<string, int> identifiers = [];
    private readonly Dictionary<string, int> tags = [];
    private readonly List<Declaration?> staged = [];
    private readonly List<CType> completed = [];

    // Most texts have no error, and the first creation of a set takes as long as parsing a small text.
    private HashSet<string>? refused;

    /// <param name="committed">The earlier declarations.</param>
    /// <param name="included">The names that included headers declare.</param>
    /// <param name="target">The platform.</param>
    /// <param name="readHeaderTypes">Reads <see cref="HeaderTexts.Types"/> for a target.</param>
    /// <param name="isOverriding">Whether a second declaration of a name replaces the first.</param>
    /// <param name="isReadOnly">Whether declarations are not allowed.</param>
    public DeclarationScope(DeclarationSet committed, IncludedNames included, Target target, Func<Target, DeclarationSet> readHeaderTypes, bool isOverriding, bool isReadOnly)
    {
        this.readHeaderTypes = readHeaderTypes;
        this.committed = committed;
        this.included = included;
        Target = target;
        this.isOverriding = isOverriding;
        IsReadOnly = isReadOnly;
    }

    /// <summary>The platform.</summary>
    public Target Target { get; }

    /// <summary>Whether declarations are not allowed: a type name only looks up names.</summary>
    public bool IsReadOnly { get; }

    public bool IsOverriding => isOverriding;

    public Declaration? FindIdentifier(string name) =>
        identifiers.TryGetValue(name, out int index) ? staged[index] : committed.FindIdentifier(name);

    public Declaration? FindTag(string tag) =>
        tags.TryGetValue(tag, out int index) ? staged[index] : committed.FindTag(tag);

    /// <summary>The type of a typedef name; null if the name is not a typedef name.</summary>
    public CType? FindTypedef(string name) => FindIdentifier(name) switch
    {
        TypedefDeclaration typedef => typedef.Type,
        null => StandardNames.Find(name, Target) ?? (included.HeaderOf(name) is null ? null : HeaderTypesOf(Target).FindTypedef(name)?.Type),
        _ => null,
    };

    /// <summary>Declares the typedef of an included header; does nothing if no header declares the name, or if a text did.</summary>
    public void UseTypedef(string name)
    {
        if (!IsReadOnly && included.HeaderOf(name) is not null && FindIdentifier(name) is null && HeaderTypesOf(Target).FindTypedef(name) is { } typedef)
        {
            Use(typedef);
        }
    }

    /// <summary>Declares the tag of an included header and returns it; null if no header declares the tag, or if a text did.</summary>
    public RecordDeclaration? UseTag(string tag)
    {
        if (included.HeaderOf(tag) is null || FindTag(tag) is not null || HeaderTypesOf(Target).FindTag(tag) is not RecordDeclaration declaration)
        {
            return null;
        }

        if (!IsReadOnly)
        {
            Use(declaration);
        }

        return declaration;
    }

    /// <summary>The included header whose declaration of a tag is not known for the target; null if there is none.</summary>
    public string? HeaderOfUnknown(string tag) =>
        included.HeaderOf(tag) is { } header && HeaderTypesOf(Target).FindTag(tag) is null && HeaderTypesOf(Target.LinuxX64).FindTag(tag) is not null ? header : null;

    /// <summary>The types of the C library on a target.</summary>
    public HeaderTypes HeaderTypesOf(Target target) => HeaderTypes.Of(target, readHeaderTypes);

    public bool IsTypedefName(string name) => FindTypedef(name) is not null;

    /// <summary>Whether this text tried to declare the name and failed. In that case errors about the name are consequences.</summary>
    public bool WasRefused(string name) => refused?.Contains(name) == true;

    public void Refuse(string name) => (refused ??= []).Add(name);

    /// <summary>The names that can be types here, for suggestions.</summary>
    public IEnumerable<string> TypedefNames()
    {
        foreach (Declaration? declaration in staged)
        {
            if (declaration is TypedefDeclaration)
            {
                yield return declaration.Name;
            }
        }

        foreach (TypedefDeclaration typedef in committed.Typedefs)
        {
            yield return typedef.Name;
        }

        foreach (string name in StandardNames.All)
        {
            yield return name;
        }
    }

    /// <summary>The names that can be values here, for suggestions.</summary>
    public IEnumerable<string> ConstantNames()
    {
        foreach (Declaration? declaration in staged)
        {
            if (declaration is ConstantDeclaration)
            {
                yield return declaration.Name;
            }
        }

        foreach (ConstantDeclaration constant in committed.Constants)
        {
            yield return constant.Name;
        }
    }

    /// <summary>The tags known here, for suggestions.</summary>
    public IEnumerable<string> Tags() => [.. tags.Keys, .. committed.TagNames];

    /// <summary>Declares a function, variable, typedef or constant.</summary>
    /// <param name="declaration">The declaration.</param>
    /// <param name="name">Where its name stands.</param>
    /// <param name="replaces">Whether the text replaces an earlier declaration.</param>
    /// <exception cref="RefusedException">The name is already declared differently.</exception>
    public void Declare(Declaration declaration, SourceSpan name, bool replaces = false)
    {
        bool isStaged = identifiers.TryGetValue(declaration.Name, out int index);
        Declaration? earlier = isStaged ? staged[index] : committed.FindIdentifier(declaration.Name);
        if (!replaces && earlier is not null && !isOverriding)
        {
            if (!Redeclaration.IsOfOneType(earlier, declaration))
            {
                NoteComparison();
            }

            switch (Redeclaration.Compare(earlier, declaration, Target))
            {
                case RedeclarationKind.Same:
                    Withdraw(earlier, declaration);
                    return;
                case RedeclarationKind.Different:
                    throw new RefusedException(Descriptors.Conflict.At(
                        name, Redeclaration.Describe(earlier, declaration), $"the other declaration is at {earlier.Span}; remove one of the two, or set Override"));
            }
        }

        Stage(declaration, identifiers, isStaged ? index : -1);
    }

    /// <summary>Declares a record or an enum.</summary>
    public void DeclareTag(Declaration declaration) => Stage(declaration, tags, tags.TryGetValue(declaration.Name, out int index) ? index : -1);

    /// <summary>Records that the target decided whether two types are compatible.</summary>
    public void NoteComparison() => committed.ComparesTypes = true;

    /// <summary>Records a record or enum that this text has completed.</summary>
    public void Completed(CType type) => completed.Add(type);

    /// <summary>The number of staged declarations, for <see cref="Commit"/>.</summary>
    public int Count => staged.Count;

    /// <summary>Makes the text's declarations visible, all at once.</summary>
    /// <param name="firstMacro">
    /// The number of declarations before macros were evaluated, which is the last step. Later ones are sorted to their position in the text.
    /// The others keep their order, in which a record follows the records that it contains.
    /// </param>
    public void Commit(int firstMacro)
    {
        var all = new List<Declaration>(staged.Count);
        int macro = firstMacro;
        for (int i = 0; i < firstMacro; i++)
        {
            if (staged[i] is { } declaration)
            {
                while (macro < staged.Count && (staged[macro] is not { } waiting || SourceOrder.Compare(waiting.Span, declaration.Span) < 0))
                {
                    AddIfAny(all, staged[macro++]);
                }

                all.Add(declaration);
            }
        }

        while (macro < staged.Count)
        {
            AddIfAny(all, staged[macro++]);
        }

        committed.AddRange(all);
    }

    /// <summary>Undoes the changes of types that other texts can see.</summary>
    public void Discard()
    {
        foreach (CType type in completed)
        {
            if (type is CRecordType record)
            {
                record.Reset();
            }
            else if (type is CEnumType @enum)
            {
                @enum.Reset();
            }
        }
    }

    // "typedef struct { int x; } T;" in a second text makes a second record, which is not used.
    private void Withdraw(Declaration earlier, Declaration later)
    {
        if (earlier is not TypedefDeclaration { Type: var kept } || later is not TypedefDeclaration { Type: var repeated } || ReferenceEquals(kept, repeated))
        {
            return;
        }

        int index = staged.FindLastIndex(declaration => declaration switch
        {
            RecordDeclaration record => ReferenceEquals(record.Type, repeated.Unqualified),
            EnumDeclaration @enum => ReferenceEquals(@enum.Type, repeated.Unqualified),
            _ => false,
        });
        if (index >= 0)
        {
            staged[index] = null;
        }
    }

    private void Use(Declaration declaration)
    {
        foreach (Declaration needed in HeaderTypesOf(Target).WithNeeded(declaration))
        {
            Dictionary<string, int> space = needed is RecordDeclaration or EnumDeclaration ? tags : identifiers;
            bool isKnown = needed.Name.Length > 0 && (needed is RecordDeclaration or EnumDeclaration ? FindTag(needed.Name) : FindIdentifier(needed.Name)) is not null;
            if (!isKnown)
            {
                Stage(needed, space, -1);
            }
        }
    }

    private static void AddIfAny(List<Declaration> all, Declaration? declaration)
    {
        if (declaration is not null)
        {
            all.Add(declaration);
        }
    }

    private void Stage(Declaration declaration, Dictionary<string, int> space, int earlier)
    {
        if (declaration.Name.Length > 0)
        {
            // A completed record moves to the position of its completion, so that the types of its members precede it.
            if (earlier >= 0)
            {
                staged[earlier] = null;
            }

            space[declaration.Name] = staged.Count;
        }

        staged.Add(declaration);
    }
}
