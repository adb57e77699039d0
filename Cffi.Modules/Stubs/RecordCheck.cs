namespace Cffi.Modules.Stubs;

/// <summary>Checks a struct or union: compares it if all members are declared, and takes the compiler's layout if it is partial.</summary>
internal sealed class RecordCheck(RecordDeclaration declaration) : DeclarationCheck(declaration)
{
    private readonly CRecordType record = declaration.Type;
    private readonly Dictionary<CMember, MemberProbe> members = [];
    private HiddenMemberProbe? hidden;
    private PassingProbe? passing;
    private int size;
    private int alignment;

    public override void Write(StubText text, StubTypes types)
    {
        members.Clear();
        string name = types.NameOf(record)!;
        size = text.Fact($"sizeof({name})");
        alignment = text.Fact($"_Alignof({name})");
        AddMembers(record, name, text, types);
        hidden = HiddenMemberProbe.Write(text, name, record, size);
        passing = PassingProbe.Write(text, types, name, record, size);
    }

    public override void Read(ObjectFacts facts, Completion completion)
    {
        completion.Watch(record);
        int differences = completion.Diagnostics.Count;
        var reported = new TypeLayout(facts[size], (int)facts[alignment]);
        RecordLayout layout;
        if (record.IsPartial)
        {
            layout = Reported(record, reported, 0, facts, completion);
            completion.Give(record, layout);
        }
        else
        {
            layout = Declared(facts, completion);
            Compare(reported, layout, completion);
        }

        foreach (MemberProbe member in members.Values)
        {
            if (layout.TryFind(member.Name, out FieldLayout field))
            {
                member.Compare(field, facts, completion, Declaration, $"member '{member.Name}' of '{record.CName}'");
            }
        }

        // Only if everything else matches, because a different size is reported as such.
        if (completion.Diagnostics.Count > differences)
        {
            return;
        }

        if (hidden?.Find(facts, layout, completion.Target) is >= 0 and var offset)
        {
            completion.Report(
                VerificationDescriptors.HiddenMember,
                Declaration,
                $"'{record.CName}': C has a member at byte {offset} that the declaration omits",
                "declare that member, or end the members with '...;'");
        }
        else if (hidden?.HasMore(facts) == true)
        {
            completion.Report(
                VerificationDescriptors.HiddenMember, Declaration, $"'{record.CName}': C has a member that the declaration omits", "declare that member, or end the members with '...;'");
        }
        else if (passing?.IsSame(facts, completion.Target) == false)
        {
            completion.Report(
                VerificationDescriptors.OtherRegisters,
                Declaration,
                $"'{record.CName}': the C compiler passes it by value in other registers than a {(record.IsUnion ? "union" : "structure")} with the declared members only, because the declaration omits members",
                "declare all members, including union alternatives, zero-length arrays and unnamed bit-fields, or end the members with '...;'");
        }
    }

    private void AddMembers(CRecordType from, string name, StubText text, StubTypes types)
    {
        foreach (CMember member in from.Members)
        {
            if (member.IsAnonymousRecord)
            {
                AddMembers((CRecordType)member.Type.Unqualified, name, text, types);
            }
            else if (member.Name is not null)
            {
                members[member] = new MemberProbe(text, types, name, member);
            }
        }
    }

    private void Compare(TypeLayout reported, RecordLayout layout, Completion completion)
    {
        if (reported != layout.Room)
        {
            completion.Differs(
                VerificationDescriptors.RecordSize, Declaration, $"'{record.CName}'", Describe(layout.Room), Describe(reported), "end the members with '...;' if you do not need the others");
        }
    }

    // The layout is computed by our rules, after the lengths '[...]' are known. Layouts of nested records are in the cache.
    private RecordLayout Declared(ObjectFacts facts, Completion completion)
    {
        if (!record.Members.Any(static member => TypeProbe.HasPartialLength(member.Type)))
        {
            return LayoutEngine.OfRecord(record, completion.Target);
        }

        var complete = new CRecordType(record.IsUnion, record.Tag);
        complete.Complete([.. record.Members.Select(member => Complete(member, facts))], record.LayoutRules);
        RecordLayout layout = LayoutEngine.OfRecord(complete, completion.Target);
        completion.Give(record, layout);
        return layout;
    }

    // The offset of unnamed bit-fields does not matter. The members of an anonymous record give its offset.
    private RecordLayout Reported(CRecordType from, TypeLayout sizes, long start, ObjectFacts facts, Completion completion)
    {
        var fields = new List<FieldLayout>();
        foreach (CMember member in from.Members)
        {
            if (member.IsAnonymousRecord)
            {
                var inner = (CRecordType)member.Type.Unqualified;
                fields.Add(new FieldLayout(member, Anonymous(inner, facts, completion) - start, 0));
            }
            else if (members.TryGetValue(member, out MemberProbe? probe))
            {
                FieldLayout field = probe.LayoutOf(Complete(member, facts), facts);
                fields.Add(field with { Offset = field.Offset - start });
            }
        }

        return new RecordLayout(sizes, fields)
        {
            HasFlexibleArrayMember = from.Members is [.., { Type: CArrayType { Length.Kind: CArrayLengthKind.Unspecified } }],
        }.Indexed(completion.Target);
    }

    /// <summary>The offset of an anonymous record; a partial one is computed from its named members.</summary>
    private long Anonymous(CRecordType inner, ObjectFacts facts, Completion completion)
    {
        CMember? first = Named(inner).FirstOrDefault();
        if (first is null)
        {
            return 0;
        }

        if (!inner.IsPartial)
        {
            RecordLayout layout = LayoutEngine.OfRecord(inner, completion.Target);
            return layout.TryFind(first.Name!, out FieldLayout field) ? members[first].LayoutOf(first, facts).Offset - field.Offset : 0;
        }

        List<MemberProbe> probes = [.. Named(inner).Select(member => members[member])];
        long start = probes.Min(probe => probe.Offset(facts));
        long end = probes.Max(probe => probe.Offset(facts) + probe.Size(facts));
        completion.Give(inner, Reported(inner, new TypeLayout(end - start, 1), start, facts, completion));
        return start;
    }

    private static IEnumerable<CMember> Named(CRecordType from) => from.Members.SelectMany(static member =>
        member.IsAnonymousRecord ? Named((CRecordType)member.Type.Unqualified) : member.Name is null ? [] : [member]);

    private CMember Complete(CMember member, ObjectFacts facts) => !TypeProbe.HasPartialLength(member.Type)
        ? member
        : new CMember(member.Name, members[member].Completed(facts), member.BitWidth)
        {
            RequestedAlignment = member.RequestedAlignment, IsPacked = member.IsPacked, Attributes = member.Attributes, Comment = member.Comment,
        };

    private static string Describe(TypeLayout sizes) => $"{sizes.Size} bytes aligned to {sizes.Alignment}";
}
