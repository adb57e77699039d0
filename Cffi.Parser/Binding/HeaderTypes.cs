namespace Cffi.Parser.Binding;

/// <summary>The types of the C library that headers declare, for the targets whose headers are known.</summary>
/// <remarks>
/// They are parsed from <see cref="HeaderTexts"/> when a text that includes a header first uses one of them, and are the same
/// objects for every text: a <c>sigset_t</c> of one is a <c>sigset_t</c> of the other.
/// </remarks>
internal sealed class HeaderTypes
{
    private static readonly HeaderTypes?[] ByTarget = new HeaderTypes?[Target.All.Count];

    private readonly DeclarationSet declarations;
    private readonly Dictionary<CType, List<Declaration>> byType = [];

    private HeaderTypes(DeclarationSet declarations)
    {
        this.declarations = declarations;
        foreach (Declaration declaration in declarations.Own)
        {
            CType? named = declaration switch
            {
                RecordDeclaration record => record.Type,
                EnumDeclaration @enum => @enum.Type,
                TypedefDeclaration { Type: CRecordType { Tag: null } record } => record,
                _ => null,
            };
            if (named is not null)
            {
                if (!byType.TryGetValue(named, out List<Declaration>? all))
                {
                    byType.Add(named, all = []);
                }

                all.Add(declaration);
            }
        }
    }

    /// <summary>The types of a target, made at the first use.</summary>
    /// <param name="target">The target.</param>
    /// <param name="read">Reads <see cref="HeaderTexts.Types"/> for it.</param>
    public static HeaderTypes Of(Target target, Func<Target, DeclarationSet> read)
    {
        HeaderTypes? types = Volatile.Read(ref ByTarget[target.Index]);
        if (types is null)
        {
            // If two threads make them, both use the first.
            types = new HeaderTypes(read(target));
            types = Interlocked.CompareExchange(ref ByTarget[target.Index], types, null) ?? types;
        }

        return types;
    }

    /// <summary>The typedef with that name; null if the headers of the target do not have it, or are not known.</summary>
    public TypedefDeclaration? FindTypedef(string name) => declarations.FindIdentifier(name) as TypedefDeclaration;

    /// <summary>The record or enum with that tag; null if the headers of the target do not have it, or are not known.</summary>
    public Declaration? FindTag(string tag) => declarations.FindTag(tag);

    /// <summary>A declaration, after the declarations that it needs.</summary>
    public List<Declaration> WithNeeded(Declaration declaration)
    {
        var needed = new List<Declaration>();
        Add(declaration, needed, []);
        return needed;
    }

    private void Add(Declaration declaration, List<Declaration> needed, HashSet<CType> seen)
    {
        switch (declaration)
        {
            case TypedefDeclaration typedef:
                AddTypes(typedef.Type, needed, seen);
                break;
            case RecordDeclaration record:
                AddTypes(record.Type, needed, seen);
                break;
        }

        if (!needed.Contains(declaration))
        {
            needed.Add(declaration);
        }
    }

    private void AddTypes(CType type, List<Declaration> needed, HashSet<CType> seen)
    {
        switch (type.Unqualified)
        {
            case CPointerType pointer:
                AddTypes(pointer.Item, needed, seen);
                break;
            case CArrayType array:
                AddTypes(array.Item, needed, seen);
                break;
            case CFunctionType function:
                AddTypes(function.Result, needed, seen);
                foreach (CType parameter in function.Parameters)
                {
                    AddTypes(parameter, needed, seen);
                }

                break;
            case CRecordType record when seen.Add(record):
                foreach (CMember member in record.Members)
                {
                    AddTypes(member.Type, needed, seen);
                }

                needed.AddRange(byType[record]);
                break;
            case CEnumType @enum when seen.Add(@enum):
                needed.AddRange(byType[@enum]);
                break;
        }
    }
}
