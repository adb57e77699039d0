using Cffi.Generator.Emission.Reading;

namespace Cffi.Generator.Emission.Types;

/// <summary>The C# names of the C types that become C# types.</summary>
internal sealed class TypeNames
{
    private readonly NameScope scope;
    private readonly Dictionary<CType, TypedefDeclaration> typedefs = [];
    private readonly Dictionary<CType, (Declaration Declaration, Func<string> Name)> places = [];
    private readonly Dictionary<CType, IReadOnlyList<string?>> parameterNames = [];
    private readonly Dictionary<CType, RecordBinding> recordsByType = [];
    private readonly Dictionary<string, RecordBinding> recordsByKey = [];
    private readonly Dictionary<CType, EnumBinding> enumsByType = [];
    private readonly Dictionary<string, EnumBinding> enumsByKey = [];

    /// <summary>Names the types of a text.</summary>
    /// <param name="model">The declarations.</param>
    /// <param name="scope">The names of the class that contains the types.</param>
    public TypeNames(DeclarationModel model, NameScope scope)
    {
        this.scope = scope;
        OnlyReading = model.Readings.Count == 1 ? model.Readings[0].Targets : null;
        foreach ((DeclarationSet declarations, _) in model.Readings)
        {
            foreach (TypedefDeclaration typedef in declarations.Typedefs)
            {
                NoteTypedef(typedef);
            }
        }

        foreach (Versions<Declaration> declaration in model.All)
        {
            if (declaration.IsOne)
            {
                Note(declaration.First, declaration.Targets);
                continue;
            }

            foreach ((Declaration version, TargetSet targets) in declaration.Distinct())
            {
                Note(version, targets);
            }
        }
    }

    /// <summary>The targets that share one parse of the text, and so its types; null if there are several parses.</summary>
    public TargetSet? OnlyReading { get; }

    /// <summary>The records so far.</summary>
    public List<RecordBinding> Records { get; } = [];

    /// <summary>The enums so far.</summary>
    public List<EnumBinding> Enums { get; } = [];

    /// <summary>The binding of a record; made here if only a pointer to the record is declared.</summary>
    public RecordBinding Of(CRecordType record, Target target) =>
        recordsByType.TryGetValue(record, out RecordBinding? known) ? known : Add(record, KeyOf(record, record.Tag, null), default(TargetSet).With(target));

    /// <summary>The binding of an enum.</summary>
    public EnumBinding Of(CEnumType type, Target target) =>
        enumsByType.TryGetValue(type, out EnumBinding? known) ? known : Add(type, KeyOf(type, type.Tag, null), default(TargetSet).With(target));

    /// <summary>The first typedef name of a record, an enum, or a function to which the name means a pointer; null if there is none.</summary>
    public string? TypedefOf(CType type) => typedefs.TryGetValue(type, out TypedefDeclaration? typedef) ? typedef.Name : null;

    /// <summary>The name of an unnamed type from the member that has it; null if there is none.</summary>
    public string? PlaceOf(CType type) => places.TryGetValue(type, out (Declaration Declaration, Func<string> Name) place) ? place.Name() : null;

    /// <summary>The declaration that gives a type its name; null if there is none.</summary>
    public Declaration? DeclarationOf(CType type) =>
        typedefs.TryGetValue(type, out TypedefDeclaration? typedef) ? typedef : places.TryGetValue(type, out (Declaration Declaration, Func<string> Name) place) ? place.Declaration : null;

    /// <summary>Makes the name of a type unique.</summary>
    public string Name(string wanted) => scope.Add(wanted == ReservedNames.Body || CSharpName.IsHidingType(wanted) ? ReservedNames.Nested(wanted) : wanted);

    /// <summary>Makes the name of a type that represents a pointer unique, also among its own members.</summary>
    public string PointerName(string wanted) => Name(ReservedNames.IsPointerMember(wanted) ? ReservedNames.Nested(wanted) : wanted);

    private void NoteTypedef(TypedefDeclaration typedef)
    {
        CType type = typedef.Type.Unqualified;
        CType named = type is CPointerType { Item.Unqualified: CFunctionType or CRecordType { Tag: null, TypedefName: null } } pointer ? pointer.Item.Unqualified : type;
        if (named is CRecordType or CEnumType or CFunctionType && !typedefs.ContainsKey(named))
        {
            typedefs.Add(named, typedef);
            NoteNames(named, typedef.ParameterNames);
        }
    }

    private void Note(Declaration declaration, TargetSet targets)
    {
        switch (declaration)
        {
            case RecordDeclaration record:
                Note(record, targets);
                break;
            case EnumDeclaration @enum:
                Add(@enum.Type, KeyOf(@enum.Type, @enum.Type.Tag, @enum), targets).Declaration ??= @enum;
                break;
            case FunctionDeclaration function:
                Note(function);
                break;
            case VariableDeclaration variable:
                NotePlace(variable);
                break;
        }
    }

    private void NotePlace(VariableDeclaration variable)
    {
        if (Unnamed(variable.Type) is { } type)
        {
            places.Add(type, (variable, () => $"{variable.Name}_type"));
        }
    }

    private void Note(RecordDeclaration declaration, TargetSet targets)
    {
        RecordBinding binding = Add(declaration.Type, KeyOf(declaration.Type, declaration.Type.Tag, declaration), targets);
        binding.Declaration ??= declaration;
        IReadOnlyList<CMember> members = declaration.Type.Members;
        for (int i = 0; i < members.Count; i++)
        {
            if (Unnamed(members[i].Type) is { } type)
            {
                string member = members[i].Name ?? FormattableString.Invariant($"part{i}");
                places.Add(type, (declaration, () => $"{binding.Wanted}_{member}"));
                NoteNames(type, members[i].ParameterNames);
            }
        }
    }

    private void Note(FunctionDeclaration function)
    {
        NotePlace(function.Type.Result, function, -1);
        for (int i = 0; i < function.Type.Parameters.Count; i++)
        {
            NotePlace(function.Type.Parameters[i], function, i);
        }
    }

    private void NotePlace(CType type, FunctionDeclaration function, int parameter)
    {
        if (Unnamed(type) is { } unnamed)
        {
            string name = parameter < 0 ? "result" : function.ParameterNames[parameter] ?? FormattableString.Invariant($"p{parameter}");
            places.Add(unnamed, (function, () => $"{function.Name}_{name}"));
            if (parameter >= 0 && parameter < function.CallbackParameterNames.Count)
            {
                NoteNames(unnamed, function.CallbackParameterNames[parameter]);
            }
        }
    }

    /// <summary>The names of a function's parameters where its type is declared; empty where there are none.</summary>
    public IReadOnlyList<string?> ParameterNamesOf(CType function) => parameterNames.TryGetValue(function, out IReadOnlyList<string?>? names) ? names : [];

    private void NoteNames(CType type, IReadOnlyList<string?> names)
    {
        if (type is CFunctionType function && names.Count == function.Parameters.Count && !parameterNames.ContainsKey(type))
        {
            parameterNames.Add(type, names);
        }
    }

    // An unnamed type gets the name of the declaration that has the type; null if the type has a name or needs none.
    private CType? Unnamed(CType type)
    {
        CType item = type.Unqualified;
        while (item is CArrayType or CPointerType)
        {
            item = (item is CArrayType array ? array.Item : ((CPointerType)item).Item).Unqualified;
        }

        return item is CRecordType { Tag: null } or CEnumType { Tag: null } or CFunctionType && !places.ContainsKey(item) ? item : null;
    }

    private RecordBinding Add(CRecordType record, string key, TargetSet targets)
    {
        if (!recordsByKey.TryGetValue(key, out RecordBinding? binding))
        {
            binding = new RecordBinding(this, TypedefOf(record) ?? record.Tag);
            recordsByKey[key] = binding;
            Records.Add(binding);
        }

        binding.Versions.Set(targets, record);
        recordsByType[record] = binding;
        return binding;
    }

    private EnumBinding Add(CEnumType type, string key, TargetSet targets)
    {
        if (!enumsByKey.TryGetValue(key, out EnumBinding? binding))
        {
            binding = new EnumBinding(this, TypedefOf(type) ?? type.Tag);
            enumsByKey[key] = binding;
            Enums.Add(binding);
        }

        binding.Versions.Set(targets, type);
        enumsByType[type] = binding;
        return binding;
    }

    // The key that identifies a type on every target: its tag, its typedef, or its position in the text.
    private string KeyOf(CType type, string? tag, Declaration? declaration) =>
        tag is not null ? "tag " + tag : TypedefOf(type) ?? FormattableString.Invariant($"@{declaration?.Span.Source.Name}{declaration?.Span.Start ?? -1}");
}
