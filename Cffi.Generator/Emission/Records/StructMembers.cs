using Cffi.Generator.Emission.Types;

namespace Cffi.Generator.Emission.Records;

/// <summary>What a C# struct has: its fields, and the properties that show what no public field can.</summary>
internal sealed class StructMembers
{
    private readonly Dictionary<object, string> names = [];
    private readonly List<Exposure> exposures = [];
    private readonly Dictionary<Slot, List<(Exposure Inner, Exposure Outer)>> forwarded = [];

    /// <summary>Names members first, as C does, and then the fields behind properties.</summary>
    public StructMembers(RecordBinding record, RecordShape shape, EmissionContext context)
    {
        var scope = new NameScope(record.Name.TrimStart('@'), ReservedNames.LayoutDifference);
        RecordDraft draft = shape.First;
        foreach (Slot slot in draft.Slots)
        {
            if (slot.Member is { Name: not null } member)
            {
                (string type, ExposureKind kind) = MemberForm.Of(slot, context.Forms, draft.Target);
                Add(member, type, kind, scope);
            }

            foreach (BitMember bits in slot.BitFields)
            {
                Add(bits.Member, bits.Form.Public, ExposureKind.Value, scope);
            }
        }

        if (draft.FlexibleArray is { } flexible)
        {
            names.Add(flexible.Member, scope.Add(flexible.Member.Name!));
        }

        foreach (Slot slot in draft.Slots)
        {
            if (slot is { Member.IsAnonymousRecord: true, Form.IsPlainField: true })
            {
                Forward(slot, context.MembersOf(context.Names.Of((CRecordType)slot.Member!.Type.Unqualified, draft.Target)), scope);
            }
        }

        foreach (Slot slot in draft.Slots)
        {
            names.Add(slot, MemberForm.IsPublicField(slot, context.Forms, draft.Target)
                ? names[slot.Member!]
                : scope.Add("_" + (slot.Member?.Name ?? (slot.BitFields.Count > 0 ? "bits" : "part"))));
        }
    }

    /// <summary>All that can be seen, those of anonymous members included.</summary>
    public IReadOnlyList<Exposure> Exposures => exposures;

    /// <summary>The name of the public field, property or method of a member.</summary>
    public string Of(CMember member) => names[member];

    /// <summary>The name of the field of a slot.</summary>
    public string FieldOf(Slot slot) => names[slot];

    /// <summary>For an anonymous member, what its own struct shows, and under what name this one shows it.</summary>
    public IReadOnlyList<(Exposure Inner, Exposure Outer)> ForwardedFrom(Slot slot) => forwarded.TryGetValue(slot, out var list) ? list : [];

    private void Add(CMember member, string type, ExposureKind kind, NameScope scope)
    {
        string name = scope.Add(member.Name!);
        names.Add(member, name);
        exposures.Add(new Exposure(member.Name!, name, type, kind));
    }

    private void Forward(Slot slot, StructMembers inner, NameScope scope)
    {
        List<(Exposure, Exposure)> all = [.. inner.Exposures.Select(exposure => (exposure, exposure with { Name = scope.Add(exposure.CName) }))];
        forwarded.Add(slot, all);
        exposures.AddRange(all.Select(static pair => pair.Item2));
    }
}
