using System.Diagnostics;

namespace Cffi.Layout;

/// <summary>The layout of a structure or union on one target. Immutable.</summary>
[DebuggerDisplay("{Room.Size} bytes, alignment {Room.Alignment}, {Fields.Count} fields")]
public sealed class RecordLayout
{
    private Dictionary<string, (FieldLayout Field, long Base)>? byName;

    internal RecordLayout(TypeLayout layout, IReadOnlyList<FieldLayout> fields)
    {
        Room = layout;
        Fields = fields;
    }

    /// <summary>Size and alignment.</summary>
    public TypeLayout Room { get; }

    /// <summary>Whether the last member is a flexible array, or a struct that ends in one; the record's size does not include it.</summary>
    public bool HasFlexibleArrayMember { get; internal init; }

    /// <summary>
    /// MSVC's "required alignment" in bytes, which alignment attributes inside the record request and <c>#pragma pack</c>
    /// around it cannot lower. 0 with GCC's rules, and if there is none.
    /// </summary>
    internal int RequiredAlignment { get; init; }

    /// <summary>One entry per member, in the order of declaration. An anonymous record is one entry.</summary>
    public IReadOnlyList<FieldLayout> Fields { get; }

    /// <summary>
    /// Finds a named member, including members of anonymous records (C11 6.7.2.1p13).
    /// </summary>
    /// <param name="name">The member's name.</param>
    /// <param name="field">The member; its offset counts from the start of this record.</param>
    public bool TryFind(string name, out FieldLayout field)
    {
        bool found = ByName.TryGetValue(name, out (FieldLayout Field, long Base) entry);
        field = found ? entry.Field with { Offset = entry.Field.Offset + entry.Base } : default;
        return found;
    }

    /// <summary>The names of all members that <see cref="TryFind"/> finds.</summary>
    public IReadOnlyCollection<string> MemberNames => ByName.Keys;

    // Most layouts never look up a name, so the table is made on demand.
    private Dictionary<string, (FieldLayout Field, long Base)> ByName =>
        Volatile.Read(ref byName) ?? Interlocked.CompareExchange(ref byName, NamesOf(target: null), null) ?? byName;

    /// <summary>Completes the table of names, which needs the layouts of anonymous records; these are in the cache now.</summary>
    internal RecordLayout Indexed(Target target)
    {
        foreach (FieldLayout field in Fields)
        {
            if (field.Member.IsAnonymousRecord)
            {
                byName = NamesOf(target);
                break;
            }
        }

        return this;
    }

    private Dictionary<string, (FieldLayout Field, long Base)> NamesOf(Target? target)
    {
        var names = new Dictionary<string, (FieldLayout Field, long Base)>();
        foreach (FieldLayout field in Fields)
        {
            if (field.Member.Name is { } name)
            {
                names[name] = (field, 0);
            }
            else if (target is not null && field.Member.IsAnonymousRecord && field.Member.Type.Unqualified is CRecordType inner)
            {
                foreach (KeyValuePair<string, (FieldLayout Field, long Base)> nested in LayoutEngine.OfRecord(inner, target).ByName)
                {
                    names[nested.Key] = (nested.Value.Field, nested.Value.Base + field.Offset);
                }
            }
        }

        return names;
    }
}
