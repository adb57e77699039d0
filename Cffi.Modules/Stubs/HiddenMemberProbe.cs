namespace Cffi.Modules.Stubs;

/// <summary>Finds a member that C has and the declaration omits, even if it is in padding and moves no other member.</summary>
/// <remarks>
/// An object is initialized by position, with a 1 for each declared member and one more. C assigns them to
/// its members in order (C11 6.7.9p17), so the first undeclared member gets a 1: a set bit outside the
/// declared members belongs to it. If there is no such member, C drops the last value with a warning.
/// <code>
/// declared: { char a; int b; }      in C: { char a; char hidden; int b; }      object: { 1, 1, 1 }
///
///   byte      7 6 5 4     3 2 1       0
///             b: 1        . . 1       a: 1       byte 1 is undeclared
/// </code>
/// C++ refuses the superfluous value. There, a template tests whether a record can be initialized with one value more than it
/// has declared members, and the object is empty.
/// This probe ignores unions: an omitted alternative overlaps the others, and <see cref="PassingProbe"/> finds it if it matters.
/// </remarks>
internal sealed class HiddenMemberProbe
{
    // The limit in bytes, because the object is part of the module.
    private const long LargestRecord = 1 << 16;
    private readonly string symbol;
    private readonly int hasMore;

    private HiddenMemberProbe(string symbol, int hasMore)
    {
        this.symbol = symbol;
        this.hasMore = hasMore;
    }

    /// <summary>Writes the object.</summary>
    /// <param name="text">The stub.</param>
    /// <param name="name">The record's type name in C.</param>
    /// <param name="record">A structure that is declared in full.</param>
    /// <param name="number">Numbers the object.</param>
    /// <returns>The probe; null if no member can be hidden.</returns>
    public static HiddenMemberProbe? Write(StubText text, string name, CRecordType record, int number)
    {
        if (record.IsUnion || record.IsPartial || RecordRoom.IsLargerThan(record, LargestRecord) || !record.Members.Any(IsInitialized))
        {
            return null;
        }

        string symbol = FormattableString.Invariant($"cffi_order_{number}");
        text.Define($"CFFI_ORDER({symbol}, {name}, {Initializer(record)})");
        return new HiddenMemberProbe(symbol, WriteCounts(text, name, record, symbol));
    }

    /// <summary>The first byte with a bit outside the declared members; -1 if there is none.</summary>
    public int Find(ObjectFacts facts, RecordLayout layout, Target target)
    {
        byte[] bytes = facts.Object(symbol, layout.Room.Size).ToArray();
        Clear(bytes, layout, 0, target);
        return bytes.AsSpan().IndexOfAnyExcept((byte)0);
    }

    /// <summary>Whether a C++ compiler found an undeclared member.</summary>
    public bool HasMore(ObjectFacts facts) => facts[hasMore] != 0;

    // One template for each list of members that can have a further member.
    private static int WriteCounts(StubText text, string name, CRecordType record, string symbol)
    {
        var answers = new List<string> { "0" };
        foreach (CRecordType list in Lists(record))
        {
            string more = FormattableString.Invariant($"{symbol}_{answers.Count}");
            text.Define($"CFFI_MORE({more}, {Counted(record, list)})");
            answers.Add($"CFFI_HAS_MORE({more}, {name})");
        }

        return text.Fact(string.Join(" || ", answers));
    }

    // Nothing can follow a flexible array.
    private static IEnumerable<CRecordType> Lists(CRecordType record) =>
        record.Members.Where(static member => member.IsAnonymousRecord && member.Type.Unqualified is CRecordType { IsUnion: false }).SelectMany(static member => Lists((CRecordType)member.Type.Unqualified))
            .Concat(record.Members.Any(IsFlexible) || !record.Members.Any(IsInitialized) ? [] : [record]);

    private static string Counted(CRecordType record, CRecordType longer)
    {
        IEnumerable<string> values = record.Members.Where(IsInitialized).Select(member => member.Type.Unqualified switch
        {
            CRecordType { IsUnion: false } inner when member.IsAnonymousRecord => Counted(inner, longer),
            CRecordType or CArrayType or CVectorType or CVaListType => "{ }",
            _ => "cffi_any()",
        });
        return "{ " + string.Join(", ", record == longer ? values.Append("cffi_any()") : values) + " }";
    }

    private static bool IsInitialized(CMember member) => member.Name is not null || member.IsAnonymousRecord;

    private static bool IsFlexible(CMember member) => member.Type.Unqualified is CArrayType { Length.Kind: CArrayLengthKind.Unspecified };

    // A scalar gets its 1 without braces, because clang refuses braces for atomic scalars.
    private static string Initializer(CRecordType record)
    {
        var values = new List<string>();
        foreach (CMember member in record.Members.Where(IsInitialized))
        {
            if (IsFlexible(member))
            {
                // Nothing can follow it.
                return List(values, "CFFI_ONE_OPEN");
            }

            values.Add(member.Type.Unqualified switch
            {
                CRecordType { IsUnion: false } inner when member.IsAnonymousRecord => Initializer(inner),
                CRecordType or CArrayType or CVectorType or CVaListType => HasFirstScalar(member.Type) ? "{ 1 }" : "{ }",
                _ => "1",
            });
        }

        return List(values, "CFFI_ONE_MORE");
    }

    // GNU: a zero-length array takes the value as if it had an element, and compilers handle that differently.
    private static bool HasFirstScalar(CType type) => type.Unqualified switch
    {
        CArrayType array => array.Length.IsKnown && array.Length.Count > 0 && HasFirstScalar(array.Item),
        CRecordType record => record.Members.FirstOrDefault(IsInitialized) is { } first && HasFirstScalar(first.Type),
        _ => true,
    };

    private static string List(List<string> values, string more) => values.Count == 0 ? "{ }" : "{ " + string.Join(", ", values) + $" {more} }}";

    private static void Clear(byte[] bytes, RecordLayout layout, long start, Target target)
    {
        foreach (FieldLayout field in layout.Fields)
        {
            long at = start + field.Offset;
            CMember member = field.Member;
            if (member.BitWidth is { } width)
            {
                long first = (at * 8) + field.BitOffset;
                for (long bit = first; bit < first + width && member.Name is not null; bit++)
                {
                    bytes[bit / 8] &= (byte)~(1 << (int)(bit % 8));
                }
            }
            else if (member.IsAnonymousRecord && member.Type.Unqualified is CRecordType { IsUnion: false } inner)
            {
                Clear(bytes, LayoutEngine.OfRecord(inner, target), at, target);
            }
            else if (IsFlexible(member))
            {
                bytes.AsSpan((int)at).Clear();
            }
            else
            {
                bytes.AsSpan((int)at, (int)LayoutEngine.Of(member.Type, target).Size).Clear();
            }
        }
    }
}
