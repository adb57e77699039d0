namespace Cffi.Modules.Descriptions;

/// <summary>Reads the contents of records and enums.</summary>
internal sealed class ContentReader(ByteReader reader, TypeReader types, Target target)
{
    private readonly Dictionary<CRecordType, RecordLayout> reported = [];

    /// <summary>Reads the contents of all records and enums.</summary>
    public void ReadAll()
    {
        foreach (CType type in types.Nominal)
        {
            if (type is CRecordType record)
            {
                Read(record);
            }
            else
            {
                Read((CEnumType)type);
            }
        }

        NominalTypeChecks.Check(types.Nominal);
        new ReportedLayouts(reported, target).Give();
    }

    /// <summary>Reads attributes.</summary>
    public IReadOnlyList<CAttribute> Attributes()
    {
        int count = reader.Count();
        if (count == 0)
        {
            return [];
        }

        var attributes = new CAttribute[count];
        for (int i = 0; i < count; i++)
        {
            string name = reader.String();
            var arguments = new string[reader.Count()];
            for (int k = 0; k < arguments.Length; k++)
            {
                arguments[k] = reader.String();
            }

            attributes[i] = new CAttribute(name, arguments);
        }

        return attributes;
    }

    private void Read(CRecordType record)
    {
        RecordState state = (RecordState)reader.Kind((int)RecordState.Complete, "state of a type");
        if ((state == RecordState.Opaque) != record.IsOpaque)
        {
            throw new MalformedDescriptionException($"'{record.CName}' is marked as opaque, but is not opaque");
        }

        if (state is not (RecordState.Complete or RecordState.Partial))
        {
            return;
        }

        var rules = new RecordLayoutRules
        {
            Pack = types.Alignment(),
            IsPacked = reader.Flag(),
            RequestedAlignment = types.Alignment(),
            UsesMicrosoftBitFields = reader.Number(2, "a choice of rules") switch { 0 => null, 1 => false, _ => true },
        };
        var members = new CMember[reader.Count()];
        for (int i = 0; i < members.Length; i++)
        {
            members[i] = Member();
        }

        record.Complete(members, rules == RecordLayoutRules.Default ? null : rules, isPartial: state == RecordState.Partial);
        if (reader.Flag())
        {
            reported.Add(record, Layout(record));
        }
    }

    private RecordLayout Layout(CRecordType record)
    {
        long size = reader.Number();
        var sizes = new TypeLayout(size, Math.Max(types.Alignment(), 1));
        bool isFlexible = reader.Flag();
        var fields = new FieldLayout[reader.Count()];
        for (int i = 0; i < fields.Length; i++)
        {
            int index = reader.Number(record.Members.Count, "the number of a member");
            CMember member = index == 0 ? Member() : record.Members[index - 1];
            fields[i] = new FieldLayout(member, reader.Number(), reader.Number(7, "the position of a bit"));
        }

        return new RecordLayout(sizes, fields) { HasFlexibleArrayMember = isFlexible };
    }

    private CMember Member()
    {
        string? name = reader.OptionalString();
        CType type = types.Type();
        int width = reader.Number(int.MaxValue, "the width of a bit-field");
        int alignment = types.Alignment();
        bool isPacked = reader.Flag();
        IReadOnlyList<CAttribute> attributes = Attributes();
        string? comment = reader.OptionalString();
        return name is null && width == 0 && type.Unqualified is not CRecordType
            ? throw new MalformedDescriptionException("an unnamed member is not a record")
            : new CMember(name, type, width == 0 ? null : width - 1) { RequestedAlignment = alignment, IsPacked = isPacked, Attributes = attributes, Comment = comment };
    }

    private void Read(CEnumType type)
    {
        RecordState state = (RecordState)reader.Kind((int)RecordState.Complete, "state of a type");
        if (state is not (RecordState.Complete or RecordState.Partial))
        {
            return;
        }

        bool isPacked = reader.Flag();
        type.Complete(Enumerators(), types.OptionalType(), state == RecordState.Partial, isPacked);
        if (reader.Flag())
        {
            var actual = new CEnumType(type.Tag);
            actual.Complete(Enumerators(), types.OptionalType());
            type.Resolve(actual);
        }
    }

    private CEnumerator[] Enumerators()
    {
        var enumerators = new CEnumerator[reader.Count()];
        for (int i = 0; i < enumerators.Length; i++)
        {
            enumerators[i] = new CEnumerator(reader.String(), reader.BigNumber(), reader.Flag()) { Comment = reader.OptionalString() };
        }

        return enumerators;
    }
}
