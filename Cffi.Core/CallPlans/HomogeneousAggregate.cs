namespace Cffi.Core.CallPlans;

/// <summary>A floating-point number, or an aggregate of one to four of one type (AAPCS64 5.9.5), which floating-point registers hold.</summary>
/// <param name="Count">The number of elements.</param>
/// <param name="ElementSize">The size of an element in bytes.</param>
internal readonly record struct HomogeneousAggregate(int Count, int ElementSize)
{
    private const int MostElements = 4;
    private const int LargestElement = 16;

    /// <summary>Finds the elements of a type.</summary>
    /// <returns>Null if the type is none, or has more than four elements.</returns>
    /// <exception cref="CffiUnsupportedException">A partial record is small enough to be one.</exception>
    /// <exception cref="LayoutException">The type has no layout.</exception>
    public static HomogeneousAggregate? Of(CType type, Target target)
    {
        if (LayoutEngine.Of(type, target).Size > MostElements * LargestElement)
        {
            return null;
        }

        var search = new Search(target);
        return search.Count(type) is { } count and > 0 and <= MostElements ? new HomogeneousAggregate((int)count, search.ElementSize)
            : !target.FollowsClang && OnlyComplex(type, target) is { } complex ? new HomogeneousAggregate(2, (int)PrimitiveLayout.Of(complex.Element, target).Size)
            : null;
    }

    /// <summary>Whether clang passes nothing for a record: it has no members but unnamed bit-fields and empty records, or arrays of them.</summary>
    public static bool IsEmpty(CType type) => IsEmpty(type, []);

    // GCC takes a structure for a complex number if all its bytes are one, whatever it has besides: an array of no integers, say.
    private static CComplexType? OnlyComplex(CType type, Target target)
    {
        switch (type.Unqualified)
        {
            case CComplexType complex:
                return complex;
            case CArrayType { Length: { IsKnown: true, Count: 1 } } array:
                return OnlyComplex(array.Item, target);
            case CRecordType { IsUnion: false } record:
                long size = LayoutEngine.OfRecord(record, target).Room.Size;
                return record.Members.FirstOrDefault(member => member.BitWidth is null && LayoutEngine.Of(member.Type, target).Size == size) is { } whole && size > 0
                    ? OnlyComplex(whole.Type, target)
                    : null;
            default:
                return null;
        }
    }

    private static bool IsEmpty(CType type, HashSet<CRecordType> seen) => type.Unqualified switch
    {
        CArrayType array => array.Length is { IsKnown: true, Count: 0 } || IsEmpty(array.Item, seen),
        CRecordType record => !record.IsPartial && (!seen.Add(record) || record.Members.All(member => member.BitWidth is null ? IsEmpty(member.Type, seen) : member.Name is null)),
        _ => false,
    };

    /// <summary>The elements of one type while its parts are visited.</summary>
    private sealed class Search(Target target)
    {
        // Records of size 0 can contain one record 2^40 times.
        private readonly Dictionary<CRecordType, long?> known = [];

        public int ElementSize { get; private set; }

        /// <summary>The number of elements; null if the type has anything else.</summary>
        public long? Count(CType type)
        {
            // clang does not look into atomic types.
            if ((type.Qualifiers & CQualifiers.Atomic) != 0 && target.FollowsClang)
            {
                return null;
            }

            return type.Unqualified switch
            {
                CPrimitiveType { IsFloating: true } floating => Is(floating) ? 1 : null,
                CPartialNumberType { Actual: { IsFloating: true } actual } => Is(actual) ? 1 : null,
                CComplexType complex => Is(complex.Element) ? 2 : null,
                CArrayType array => OfArray(array),
                CRecordType record => OfRecord(record),
                _ => null,
            };
        }

        // Types of one size are one type: long double is double, or the only one of its size.
        private bool Is(CPrimitiveType type)
        {
            int size = (int)PrimitiveLayout.Of(type, target).Size;
            ElementSize = ElementSize == 0 ? size : ElementSize;
            return size == ElementSize;
        }

        private long? OfArray(CArrayType array) =>
            array.Length is { IsKnown: true, Count: > 0 and var length } && Count(array.Item) is { } count ? count * length : null;

        private long? OfRecord(CRecordType record)
        {
            if (record.IsPartial)
            {
                throw AbiErrors.Partial(record);
            }

            if (!known.TryGetValue(record, out long? count))
            {
                count = OfMembers(record);
                known.Add(record, count);
            }

            return count;
        }

        private long? OfMembers(CRecordType record)
        {
            if (target.FollowsClang && IsEmpty(record))
            {
                return 0;
            }

            long sum = 0;
            foreach (CMember member in record.Members)
            {
                // GCC from 12 on does not count a bit-field of width 0 in a structure. In a union it does, and clang 14 does everywhere.
                if (member.BitWidth == 0 && !record.IsUnion && !target.FollowsClang)
                {
                    continue;
                }

                if (member.BitWidth is not null || Count(member.Type) is not { } count)
                {
                    return null;
                }

                sum = record.IsUnion ? Math.Max(sum, count) : sum + count;
            }

            // No padding, neither between the elements nor behind them.
            return LayoutEngine.OfRecord(record, target).Room.Size == sum * ElementSize ? sum : null;
        }
    }
}
