using Cffi.Generator.Emission.Types;

namespace Cffi.Generator.Emission.Records;

/// <summary>The members of a C# struct: its fields, and the properties for members that no public field can show.</summary>
internal sealed class StructMembers
{
    private readonly string[] fields;
    private readonly string?[] members;
    private readonly List<Exposure> exposures = [];
    private Dictionary<CMember, string>? bitFields;
    private Dictionary<Slot, List<(Exposure Inner, Exposure Outer)>>? forwarded;

    /// <summary>Names the members first, as in C, and then the fields behind properties.</summary>
    public StructMembers(RecordBinding record, RecordShape shape, EmissionContext context)
    {
        var scope = new NameScope(record.Name.TrimStart('@'));
        RecordDraft draft = shape.First;
        fields = new string[draft.Slots.Count];
        members = new string?[draft.Slots.Count];
        foreach (Slot slot in draft.Slots)
        {
            if (slot.Member is { Name: not null } member)
            {
                (string type, ExposureKind kind) = MemberForm.Of(slot, context.Forms, draft.Target);
                members[slot.Index] = Add(member, type, kind, scope, isField: MemberForm.IsPublicField(slot, context.Forms, draft.Target));
            }

            foreach (BitMember bits in slot.BitFields)
            {
                (bitFields ??= []).Add(bits.Member, Add(bits.Member, bits.Form.Public, ExposureKind.Value, scope, isField: false));
            }
        }

        FlexibleArray = draft.FlexibleArray is { } flexible ? scope.Add(flexible.Member.Name!) : null;
        foreach (Slot slot in draft.Slots)
        {
            if (slot is { Member.IsAnonymousRecord: true, Form.IsPlainField: true })
            {
                Forward(slot, context.MembersOf(context.Names.Of((CRecordType)slot.Member!.Type.Unqualified, draft.Target)), scope);
            }
        }

        foreach (Slot slot in draft.Slots)
        {
            fields[slot.Index] = MemberForm.IsPublicField(slot, context.Forms, draft.Target)
                ? members[slot.Index]!
                : scope.Add("_" + (slot.Member?.Name ?? (slot.BitFields.Count > 0 ? "bits" : "part")));
        }
    }

    /// <summary>All public members, including those of anonymous members.</summary>
    public IReadOnlyList<Exposure> Exposures => exposures;

    /// <summary>The name of the method for the flexible array; null if there is none.</summary>
    public string? FlexibleArray { get; }

    /// <summary>The name of the public field or property of a slot's named member.</summary>
    public string Of(Slot slot) => members[slot.Index]!;

    /// <summary>The name of the property of a bit-field.</summary>
    public string Of(BitMember bits) => bitFields![bits.Member];

    /// <summary>The name of the field of a slot.</summary>
    public string FieldOf(Slot slot) => fields[slot.Index];

    /// <summary>For an anonymous member: the public members of its struct, and their names in this struct.</summary>
    public IReadOnlyList<(Exposure Inner, Exposure Outer)> ForwardedFrom(Slot slot) => forwarded is not null && forwarded.TryGetValue(slot, out var list) ? list : [];

    private string Add(CMember member, string type, ExposureKind kind, NameScope scope, bool isField)
    {
        string name = isField ? scope.Add(member.Name!) : scope.AddProperty(member.Name!);
        exposures.Add(new Exposure(member.Name!, name, type, kind));
        return name;
    }

    private void Forward(Slot slot, StructMembers inner, NameScope scope)
    {
        List<(Exposure, Exposure)> all = [.. inner.Exposures.Select(exposure => (exposure, exposure with { Name = scope.AddProperty(exposure.CName) }))];
        (forwarded ??= []).Add(slot, all);
        exposures.AddRange(all.Select(static pair => pair.Item2));
    }
}
