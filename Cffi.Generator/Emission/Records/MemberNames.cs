namespace Cffi.Generator.Emission.Records;

/// <summary>The names of the fields and properties of one struct.</summary>
internal sealed class MemberNames
{
    private readonly Dictionary<Slot, string> fields = [];
    private readonly NameScope scope;

    /// <summary>Names members first, as C does, and then what only C# has.</summary>
    public MemberNames(RecordShape shape, NameScope scope)
    {
        this.scope = scope;
        foreach (Slot slot in shape.First.Slots.Where(static slot => slot.Member is { Name: not null } && slot.Form.IsPlainField))
        {
            fields.Add(slot, scope.Add(slot.Member!.Name!));
        }
    }

    /// <summary>The name of the field of a slot; for one that a property shows, made up here.</summary>
    public string FieldOf(Slot slot)
    {
        if (!fields.TryGetValue(slot, out string? name))
        {
            fields.Add(slot, name = scope.Add("_" + (slot.Member?.Name ?? (slot.BitFields.Count > 0 ? "bits" : "part"))));
        }

        return name;
    }

    /// <summary>A name for a property.</summary>
    public string Property(string name) => scope.Add(name);
}
