namespace Cffi.Modules.Descriptions;

/// <summary>Writes the completed contents of records and enums.</summary>
internal sealed class ContentWriter(ByteWriter writer, TypeWriter types, Target target)
{
    public byte[] ToArray() => writer.ToArray();

    /// <summary>Writes the contents of a record or enum.</summary>
    public void Write(CType type)
    {
        if (type is CRecordType record)
        {
            Write(record);
        }
        else
        {
            Write((CEnumType)type);
        }
    }

    private void Write(CRecordType record)
    {
        writer.Byte((byte)record.State);
        if (record.State is not (RecordState.Complete or RecordState.Partial))
        {
            return;
        }

        writer.Number(record.LayoutRules.Pack);
        writer.Flag(record.LayoutRules.IsPacked);
        writer.Number(record.LayoutRules.RequestedAlignment);
        writer.Byte(record.LayoutRules.UsesMicrosoftBitFields switch { null => 0, false => 1, true => 2 });
        writer.Number(record.Members.Count);
        foreach (CMember member in record.Members)
        {
            Write(member);
        }

        RecordLayout? reported = RecordLayoutCache.Given(record, target);
        writer.Flag(reported is not null);
        if (reported is not null)
        {
            Write(reported, record.Members);
        }
    }

    // A field is a member as declared, or with the length of its array filled in.
    private void Write(RecordLayout layout, IReadOnlyList<CMember> members)
    {
        writer.Number(layout.Room.Size);
        writer.Number(layout.Room.Alignment);
        writer.Flag(layout.HasFlexibleArrayMember);
        writer.Number(layout.Fields.Count);
        foreach (FieldLayout field in layout.Fields)
        {
            int index = 0;
            while (index < members.Count && !ReferenceEquals(members[index], field.Member))
            {
                index++;
            }

            writer.Number(index == members.Count ? 0 : index + 1);
            if (index == members.Count)
            {
                Write(field.Member);
            }

            writer.Number(field.Offset);
            writer.Byte((byte)field.BitOffset);
        }
    }

    private void Write(CMember member)
    {
        writer.OptionalString(member.Name);
        writer.Number(types.Add(member.Type));
        writer.Number(member.BitWidth is { } width ? width + 1 : 0);
        writer.Number(member.RequestedAlignment);
        writer.Flag(member.IsPacked);
        Write(member.Attributes);
        writer.OptionalString(member.Comment);
    }

    private void Write(CEnumType type)
    {
        writer.Byte((byte)type.State);
        if (type.State is not (RecordState.Complete or RecordState.Partial))
        {
            return;
        }

        writer.Flag(type.IsPacked);
        Write(type.Enumerators);
        WriteUnderlying(type);
        writer.Flag(type.Actual is not null);
        if (type.Actual is { } actual)
        {
            Write(actual.Enumerators);
            WriteUnderlying(actual);
        }
    }

    private void WriteUnderlying(CEnumType type) => writer.Number(type.FixedUnderlyingType is { } underlying ? types.Add(underlying) + 1L : 0);

    private void Write(IReadOnlyList<CEnumerator> enumerators)
    {
        writer.Number(enumerators.Count);
        foreach (CEnumerator enumerator in enumerators)
        {
            writer.String(enumerator.Name);
            writer.Number(enumerator.Value);
            writer.Flag(enumerator.IsPartial);
            writer.OptionalString(enumerator.Comment);
        }
    }

    /// <summary>Writes attributes.</summary>
    public void Write(IReadOnlyList<CAttribute> attributes)
    {
        writer.Number(attributes.Count);
        foreach (CAttribute attribute in attributes)
        {
            writer.String(attribute.Name);
            writer.Number(attribute.Arguments.Count);
            foreach (string argument in attribute.Arguments)
            {
                writer.String(argument);
            }
        }
    }
}
