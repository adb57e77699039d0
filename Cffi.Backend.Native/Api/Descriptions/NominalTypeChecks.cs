namespace Cffi.Backend.Native.Api.Descriptions;

/// <summary>What no C text can declare, and what the rest of us relies on: circles of enums, records in records without end.</summary>
internal static class NominalTypeChecks
{
    public static void Check(IReadOnlyList<CType> types)
    {
        var depths = new Dictionary<CRecordType, int>();
        foreach (CType type in types)
        {
            if (type is CRecordType record)
            {
                Measure(record, depths);
            }
            else
            {
                CheckEnum((CEnumType)type, types.Count);
            }
        }
    }

    // The integer type of an enum may be another enum, and so on.
    private static void CheckEnum(CEnumType type, int most)
    {
        foreach (CEnumType? start in (CEnumType?[])[type, type.Actual])
        {
            CType? underlying = start?.FixedUnderlyingType?.Unqualified;
            for (int i = 0; underlying is CEnumType inner && i <= most; i++)
            {
                underlying = inner.FixedUnderlyingType?.Unqualified;
            }

            if (underlying is not (null or CPrimitiveType { IsInteger: true }))
            {
                throw new MalformedDescriptionException($"'{type.CName}' has no integer type");
            }
        }
    }

    // How deep records are in records by value; without recursion, since that is what is not known yet.
    private static void Measure(CRecordType record, Dictionary<CRecordType, int> depths)
    {
        var open = new Stack<(CRecordType Record, int Next)>();
        Open(record);
        while (open.TryPop(out (CRecordType Record, int Next) current))
        {
            if (current.Next == current.Record.Members.Count)
            {
                int depth = Inner(current.Record).Select(inner => depths[inner] + 1).DefaultIfEmpty(0).Max();
                depths[current.Record] = depth <= DescriptionFormat.MostDepth ? depth : throw new MalformedDescriptionException("records are nested too deep");
                continue;
            }

            open.Push((current.Record, current.Next + 1));
            if (RecordIn(current.Record.Members[current.Next]) is { } inner)
            {
                Open(inner);
            }
        }

        void Open(CRecordType one)
        {
            const int unfinished = -1;
            if (depths.TryAdd(one, unfinished))
            {
                open.Push((one, 0));
            }
            else if (depths[one] == unfinished)
            {
                throw new MalformedDescriptionException($"'{one.CName}' contains itself");
            }
        }
    }

    private static IEnumerable<CRecordType> Inner(CRecordType record) => record.Members.Select(RecordIn).OfType<CRecordType>();

    private static CRecordType? RecordIn(CMember member) => LayoutEngine.BaseElement(member.Type) as CRecordType;
}
