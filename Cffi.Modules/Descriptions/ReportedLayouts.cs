namespace Cffi.Modules.Descriptions;

/// <summary>Sets the layouts that the compiler gave, inner records first. Each field must lie inside its record.</summary>
internal sealed class ReportedLayouts(IReadOnlyDictionary<CRecordType, RecordLayout> reported, Target target)
{
    private readonly HashSet<CRecordType> given = [];

    public void Give()
    {
        foreach (CRecordType record in reported.Keys)
        {
            Give(record);
        }
    }

    // The nesting depth of records was already checked.
    private void Give(CRecordType record)
    {
        if (!reported.TryGetValue(record, out RecordLayout? layout) || !given.Add(record))
        {
            return;
        }

        foreach (FieldLayout field in layout.Fields)
        {
            if (LayoutEngine.BaseElement(field.Member.Type) is CRecordType inner)
            {
                Give(inner);
            }
        }

        try
        {
            foreach (FieldLayout field in layout.Fields)
            {
                long end = field.Offset + SizeOf(field.Member, layout, field);
                if (field.Offset > layout.Room.Size || end < field.Offset || end > layout.Room.Size)
                {
                    throw new MalformedDescriptionException($"a member of '{record.CName}' lies outside it");
                }
            }

            RecordLayoutCache.Give(record, target, layout.Indexed(target));
        }
        catch (LayoutException reason)
        {
            throw new MalformedDescriptionException(reason.Message, reason);
        }

        long SizeOf(CMember member, RecordLayout around, FieldLayout field)
        {
            if (member.BitWidth is not null)
            {
                return MemberRules.BitWidth(record, member, target) == 0 ? 0 : field.StorageSize;
            }

            bool isFlexible = member.Type.Unqualified is CArrayType { Length.Kind: CArrayLengthKind.Unspecified } && around.HasFlexibleArrayMember;
            return isFlexible ? 0 : LayoutEngine.Of(member.Type, target).Size;
        }
    }
}
