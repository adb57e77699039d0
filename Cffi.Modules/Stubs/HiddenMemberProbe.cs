namespace Cffi.Modules.Stubs;

/// <summary>Finds a member that C has and the declaration lacks, also where it lies in padding and moves nothing.</summary>
/// <remarks>
/// An object is initialized by position, with ones for as many members as are declared and one more. C gives them to
/// its members in order (C11 6.7.9p17), so the first that is not declared gets one of them: a bit that is set where no
/// declared member lies is its. Where there is none, what is left over is dropped with a warning.
/// <code>
/// declared: { char a; int b; }      in C: { char a; char hidden; int b; }      object: { 1, 1, 1 }
///
///   byte      7 6 5 4     3 2 1       0
///             b: 1        . . 1       a: 1       byte 1 is nobody's
/// </code>
/// Unions hide nothing here: what they lack lies where the others do, and <see cref="PassingProbe"/> finds what matters of it.
/// </remarks>
internal sealed class HiddenMemberProbe
{
    // In bytes; the object is part of the module.
    private const long LargestRecord = 1 << 16;
    private readonly string symbol;

    private HiddenMemberProbe(string symbol)
    {
        this.symbol = symbol;
    }

    /// <summary>Writes the object.</summary>
    /// <param name="text">The stub.</param>
    /// <param name="name">What C calls the record.</param>
    /// <param name="record">A structure that is declared in full.</param>
    /// <param name="number">Numbers the object.</param>
    /// <returns>The probe; null where nothing can hide.</returns>
    public static HiddenMemberProbe? Write(StubText text, string name, CRecordType record, int number)
    {
        if (record.IsUnion || record.IsPartial || RecordRoom.IsLargerThan(record, LargestRecord) || !record.Members.Any(static member => member.Name is not null || member.IsAnonymousRecord))
        {
            return null;
        }

        string symbol = FormattableString.Invariant($"cffi_order_{number}");
        text.Define($"CFFI_DATA const {name} {symbol} = {Initializer(record)};");
        return new HiddenMemberProbe(symbol);
    }

    /// <summary>The first byte with a bit that is no declared member's; -1 where there is none.</summary>
    public int Find(ObjectFacts facts, RecordLayout layout, Target target)
    {
        byte[] bytes = facts.Object(symbol, layout.Room.Size).ToArray();
        Clear(bytes, layout, 0, target);
        return bytes.AsSpan().IndexOfAnyExcept((byte)0);
    }

    // A scalar takes its one without braces: clang refuses them for atomic ones.
    private static string Initializer(CRecordType record)
    {
        var values = new List<string>();
        foreach (CMember member in record.Members.Where(static member => member.Name is not null || member.IsAnonymousRecord))
        {
            if (member.Type.Unqualified is CArrayType { Length.Kind: CArrayLengthKind.Unspecified })
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

    // GNU: an array of no elements takes the value as if it had one, and compilers differ in what they make of that.
    private static bool HasFirstScalar(CType type) => type.Unqualified switch
    {
        CArrayType array => array.Length.IsKnown && array.Length.Count > 0 && HasFirstScalar(array.Item),
        CRecordType record => record.Members.FirstOrDefault(static member => member.Name is not null || member.IsAnonymousRecord) is { } first && HasFirstScalar(first.Type),
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
            else if (member.Type.Unqualified is CArrayType { Length.Kind: CArrayLengthKind.Unspecified })
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
