namespace Cffi.Types;

/// <summary>A structure or union type. It is equal to itself only.</summary>
/// <remarks>Only who makes a record gives it members: a text that is read, or <see cref="Struct"/> and <see cref="Union"/>.</remarks>
public sealed partial class CRecordType : CType
{
    private static readonly IReadOnlyList<CMember> NoMembers = [];
    private Definition definition;

    /// <summary>Makes a structure.</summary>
    /// <param name="tag">The tag; null for none.</param>
    /// <param name="members">Gives the members in their order; its argument is the structure, for pointers to it.</param>
    /// <param name="rules">Packing and alignment; null for the target's own rules.</param>
    public static CRecordType Struct(string? tag, Func<CRecordType, IReadOnlyList<CMember>> members, RecordLayoutRules? rules = null) => Make(isUnion: false, tag, members, rules);

    /// <summary>Makes a union.</summary>
    /// <inheritdoc cref="Struct"/>
    public static CRecordType Union(string? tag, Func<CRecordType, IReadOnlyList<CMember>> members, RecordLayoutRules? rules = null) => Make(isUnion: true, tag, members, rules);

    /// <summary>Makes a record that stays incomplete.</summary>
    /// <param name="isUnion">True for a union, false for a structure.</param>
    /// <param name="tag">The tag; null when the declaration has none.</param>
    /// <param name="isOpaque">True for an opaque record (<c>typedef ... name;</c>).</param>
    public CRecordType(bool isUnion, string? tag, bool isOpaque = false)
    {
        IsUnion = isUnion;
        Tag = tag;
        definition = new Definition(isOpaque ? RecordState.Opaque : RecordState.Incomplete, NoMembers, RecordLayoutRules.Default);
    }

    /// <inheritdoc/>
    public override CTypeKind Kind => IsUnion ? CTypeKind.Union : CTypeKind.Struct;

    /// <summary>Whether this is a union.</summary>
    public bool IsUnion { get; }

    /// <summary>The tag; null when the declaration has none.</summary>
    public string? Tag { get; }

    /// <summary>The first typedef name of a record without a tag; otherwise null.</summary>
    public string? TypedefName { get; private set; }

    /// <summary>The state of completion.</summary>
    public RecordState State => definition.State;

    /// <summary>Whether all members are known.</summary>
    public bool IsComplete => State == RecordState.Complete;

    /// <summary>Whether the compiler has to complete this record.</summary>
    public bool IsPartial => State == RecordState.Partial;

    /// <summary>Whether this record was declared as opaque.</summary>
    public bool IsOpaque => State == RecordState.Opaque;

    /// <summary>Whether an argument of this union is passed like its first member (GNU <c>transparent_union</c>).</summary>
    public bool IsTransparent { get; private set; }

    /// <summary>The members in the order of declaration; empty as long as the record is incomplete or opaque.</summary>
    public IReadOnlyList<CMember> Members => definition.Members;

    /// <summary>The layout rules of the declaration.</summary>
    public RecordLayoutRules LayoutRules => definition.Rules;

    /// <summary>Gives the record its members.</summary>
    /// <param name="members">The members in the order of declaration.</param>
    /// <param name="rules">The layout rules of the declaration; null for none.</param>
    /// <param name="isPartial">Whether the member list ends in <c>...;</c>.</param>
    /// <exception cref="InvalidOperationException">The record has its members already.</exception>
    internal void Complete(IReadOnlyList<CMember> members, RecordLayoutRules? rules = null, bool isPartial = false)
    {
        if (State is RecordState.Complete or RecordState.Partial)
        {
            throw new InvalidOperationException($"'{CName}' is already complete.");
        }

        definition = new Definition(isPartial ? RecordState.Partial : RecordState.Complete, members, rules ?? RecordLayoutRules.Default);
    }

    /// <summary>Sets the typedef name of a record without a tag (C has no other name for it).</summary>
    internal void NameByTypedef(string name)
    {
        if (Tag is null)
        {
            TypedefName ??= name;
        }
    }

    /// <summary>Passes arguments of this union like its first member.</summary>
    internal void MakeTransparent() => IsTransparent = true;

    /// <summary>Undoes <see cref="Complete"/> when the declarations that completed the record are refused as a whole.</summary>
    internal void Reset() => definition = new Definition(RecordState.Incomplete, NoMembers, RecordLayoutRules.Default);

    private static CRecordType Make(bool isUnion, string? tag, Func<CRecordType, IReadOnlyList<CMember>> members, RecordLayoutRules? rules)
    {
        CommonErrors.ThrowIfNull(members);
        var record = new CRecordType(isUnion, tag);
        record.Complete([.. members(record)], rules);
        return record;
    }

    // One object, so that a reader on another thread sees all parts of one state.
    private sealed record Definition(RecordState State, IReadOnlyList<CMember> Members, RecordLayoutRules Rules);
}
