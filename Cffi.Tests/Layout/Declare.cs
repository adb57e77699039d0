using System.Numerics;

namespace Cffi.Tests.Layout;

/// <summary>Short ways to write types in tests.</summary>
public static class Declare
{
    private static int next;

    public static CType CChar { get; } = CPrimitiveType.Of(CPrimitiveKind.Char);

    public static CType CShort { get; } = CPrimitiveType.Of(CPrimitiveKind.Short);

    public static CType CInt { get; } = CPrimitiveType.Of(CPrimitiveKind.Int);

    public static CType CUInt { get; } = CPrimitiveType.Of(CPrimitiveKind.UInt);

    public static CType CLong { get; } = CPrimitiveType.Of(CPrimitiveKind.Long);

    public static CType CLongLong { get; } = CPrimitiveType.Of(CPrimitiveKind.LongLong);

    public static CType CFloat { get; } = CPrimitiveType.Of(CPrimitiveKind.Float);

    public static CType CDouble { get; } = CPrimitiveType.Of(CPrimitiveKind.Double);

    public static CType CLongDouble { get; } = CPrimitiveType.Of(CPrimitiveKind.LongDouble);

    public static CType CInt128 { get; } = CPrimitiveType.Of(CPrimitiveKind.Int128);

    public static CType CBool { get; } = CPrimitiveType.Of(CPrimitiveKind.Bool);

    /// <summary>A structure with members m0, m1, ... of these types.</summary>
    public static CRecordType Struct(params CType[] types) => Record(false, null, Members(types));

    /// <summary>A union with members m0, m1, ... of these types.</summary>
    public static CRecordType Union(params CType[] types) => Record(true, null, Members(types));

    /// <summary>A packed structure with members m0, m1, ... of these types.</summary>
    public static CRecordType Packed(params CType[] types) =>
        Record(false, RecordLayoutRules.Default with { IsPacked = true }, Members(types));

    /// <summary>A structure with members m0, m1, ... of these types and an alignment in bytes.</summary>
    public static CRecordType Aligned(int alignment, params CType[] types) =>
        Record(false, RecordLayoutRules.Default with { RequestedAlignment = alignment }, Members(types));

    /// <summary>A record.</summary>
    public static CRecordType Record(bool isUnion, RecordLayoutRules? rules, params CMember[] members)
    {
        var record = new CRecordType(isUnion, $"d{Interlocked.Increment(ref next)}");
        record.Complete(members, rules);
        return record;
    }

    /// <summary>A bit-field; without a name if the name is empty.</summary>
    public static CMember Bits(string name, CType type, int width) => new(name.Length == 0 ? null : name, type, width);

    /// <summary>An enum with these values.</summary>
    public static CEnumType Enum(params BigInteger[] values)
    {
        var type = new CEnumType($"e{Interlocked.Increment(ref next)}");
        type.Complete([.. values.Select((value, i) => new CEnumerator($"{type.Tag}_{i}", value))]);
        return type;
    }

    /// <summary>All definitions that a record needs, in an order that C accepts, the record last.</summary>
    public static List<CType> Definitions(CRecordType record)
    {
        var found = new List<CType>();
        Collect(record, found);
        return found;
    }

    private static CMember[] Members(CType[] types) => [.. types.Select(static (type, i) => new CMember($"m{i}", type))];

    private static void Collect(CType type, List<CType> found)
    {
        CType inner = LayoutEngine.BaseElement(type);
        if (found.Contains(inner) || inner is not (CRecordType or CEnumType))
        {
            return;
        }

        foreach (CMember member in inner is CRecordType record ? record.Members : [])
        {
            Collect(member.Type, found);
        }

        if (inner is CEnumType or CRecordType { Tag: not null })
        {
            found.Add(inner);
        }
    }
}
