namespace Cffi.Modules.Descriptions;

/// <summary>Refuses types that no C text can declare and that other code does not expect: circles of enums, and infinitely nested records.</summary>
/// <remarks>
/// A record contains the records of its members by value, and the unnamed records that its members refer to in any way:
/// those are printed inside it. No other code walks further than that.
/// </remarks>
internal sealed class NominalTypeChecks
{
    private const int Unfinished = -1;
    private readonly Dictionary<CRecordType, (int Depth, long Weight)> records = [];
    private readonly Dictionary<CType, HashSet<CRecordType>> unnamed = [];
    private readonly Dictionary<CEnumType, int> enums = [];

    private NominalTypeChecks()
    {
    }

    /// <summary>Checks all records and enums of a description.</summary>
    /// <exception cref="MalformedDescriptionException">C cannot declare one of them.</exception>
    public static void Check(IReadOnlyList<CType> types)
    {
        var checks = new NominalTypeChecks();
        foreach (CType type in types)
        {
            if (type is CRecordType record)
            {
                checks.Measure(record);
            }
            else
            {
                checks.Measure((CEnumType)type);
            }
        }
    }

    // The integer type of an enum can be another enum, and so on, also in the compiler's answer.
    private void Measure(CEnumType type)
    {
        var open = new Stack<(CEnumType Enum, IReadOnlyList<CEnumType> Inner, int Next)>();
        Open(type);
        while (open.TryPop(out (CEnumType Enum, IReadOnlyList<CEnumType> Inner, int Next) current))
        {
            if (current.Next == current.Inner.Count)
            {
                int depth = current.Inner.Select(inner => enums[inner] + 1).DefaultIfEmpty(0).Max();
                enums[current.Enum] = depth <= DescriptionFormat.MostDepth ? depth : throw NoInteger(current.Enum);
                continue;
            }

            open.Push((current.Enum, current.Inner, current.Next + 1));
            Open(current.Inner[current.Next]);
        }

        void Open(CEnumType one)
        {
            if (enums.TryAdd(one, Unfinished))
            {
                open.Push((one, Underlying(one), 0));
            }
            else if (enums[one] == Unfinished)
            {
                throw NoInteger(one);
            }
        }
    }

    private static List<CEnumType> Underlying(CEnumType type)
    {
        var inner = new List<CEnumType>();
        foreach (CType? underlying in (CType?[])[type.FixedUnderlyingType?.Unqualified, type.Actual])
        {
            if (underlying is CEnumType other)
            {
                inner.Add(other);
            }
            else if (underlying is not (null or CPrimitiveType { IsInteger: true }))
            {
                throw NoInteger(type);
            }
        }

        return inner;
    }

    private static MalformedDescriptionException NoInteger(CEnumType type) => new($"'{type.CName}' has no integer type");

    // Without recursion, because the depth is not checked yet.
    private void Measure(CRecordType record)
    {
        var open = new Stack<(CRecordType Record, IReadOnlyList<CRecordType> Inner, int Next)>();
        Open(record);
        while (open.TryPop(out (CRecordType Record, IReadOnlyList<CRecordType> Inner, int Next) current))
        {
            if (current.Next == current.Inner.Count)
            {
                int depth = 0;
                long weight = 1;
                foreach (CRecordType inner in current.Inner)
                {
                    depth = Math.Max(depth, records[inner].Depth + 1);
                    weight = Math.Min(weight + records[inner].Weight, long.MaxValue / 2);
                }

                records[current.Record] = depth <= DescriptionFormat.MostDepth && (weight <= TypeBounds.HeaviestType || current.Inner.All(inner => records[inner].Weight == 1))
                    ? (depth, weight)
                    : throw new MalformedDescriptionException("records are nested too deep");
                continue;
            }

            open.Push((current.Record, current.Inner, current.Next + 1));
            Open(current.Inner[current.Next]);
        }

        void Open(CRecordType one)
        {
            if (records.TryAdd(one, (Unfinished, 0)))
            {
                open.Push((one, Inner(one), 0));
            }
            else if (records[one].Depth == Unfinished)
            {
                throw new MalformedDescriptionException($"'{one.CName}' contains itself");
            }
        }
    }

    // A member by value counts each time, because code walks it each time.
    private List<CRecordType> Inner(CRecordType record)
    {
        var inner = new List<CRecordType>();
        foreach (CMember member in record.Members)
        {
            if (LayoutEngine.BaseElement(member.Type) is CRecordType one)
            {
                inner.Add(one);
            }
            else
            {
                inner.AddRange(Unnamed(member.Type));
            }
        }

        return inner;
    }

    // The limit is the depth of the types of a description.
    private HashSet<CRecordType> Unnamed(CType type)
    {
        CType item = type.Unqualified;
        if (unnamed.TryGetValue(item, out HashSet<CRecordType>? known))
        {
            return known;
        }

        HashSet<CRecordType> found = item switch
        {
            CRecordType { Tag: null, TypedefName: null } record => [record],
            CPointerType pointer => Unnamed(pointer.Item),
            CArrayType array => Unnamed(array.Item),
            CFunctionType function => [.. Unnamed(function.Result), .. function.Parameters.SelectMany(Unnamed)],
            _ => [],
        };
        unnamed.Add(item, found);
        return found;
    }
}
