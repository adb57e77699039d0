namespace Cffi.Layout;

/// <summary>Computes sizes, alignments, offsets and bit positions. Pure; results are cached; any thread.</summary>
public static class LayoutEngine
{
    /// <summary>The size and alignment of a type on a target.</summary>
    /// <exception cref="LayoutException">The type is incomplete, partial, a function, or too large.</exception>
    public static TypeLayout Of(CType type, Target target)
    {
        TypeLayout layout = type.Unqualified switch
        {
            CPrimitiveType primitive => PrimitiveLayout.Of(primitive, target),
            CPointerType => new TypeLayout(target.PointerSize, target.PointerSize),
            CComplexType complex => OfComplex(complex, target),
            CEnumType @enum => PrimitiveLayout.Of(EnumLayout.UnderlyingType(@enum, target), target),
            CArrayType array => OfArray(array, target),
            CRecordType record => OfRecord(record, target).Room,
            CVectorType vector => OfVector(vector, target),
            CBitIntType bits => BitIntLayout.Of(bits, target),
            CVaListType => target.VaList,
            CPartialNumberType partial => PrimitiveLayout.Of(partial.Actual ?? throw LayoutErrors.Partial(partial), target),
            CVoidType => throw LayoutErrors.NoSize(type),
            CFunctionType => throw LayoutErrors.NoSize(type),
            _ => throw new ArgumentOutOfRangeException(nameof(type)),
        };
        layout = (type.Qualifiers & CQualifiers.Atomic) == 0 ? layout : AtomicLayout.Of(layout, target);

        // GCC lets a typedef lower the alignment too; MSVC does not.
        return type is not CAlignedType aligned ? layout
            : new TypeLayout(layout.Size, target.UsesMicrosoftLayout ? Math.Max(layout.Alignment, aligned.Alignment) : aligned.Alignment);
    }

    /// <summary>The layout of a structure or union on a target.</summary>
    /// <exception cref="LayoutException">The record is not complete, contains itself, or is too large.</exception>
    /// <remarks>
    /// A flexible array member has size 0. The layouts of nested records are computed first, without recursion, so
    /// that a long chain of records needs no stack.
    /// </remarks>
    public static RecordLayout OfRecord(CRecordType record, Target target)
    {
        if (RecordLayoutCache.Find(record, target) is { } known)
        {
            return known;
        }

        var outermost = new OpenRecord(record);
        if (outermost.NextWithoutLayout(target) is not { } first)
        {
            return RecordLayoutCache.Add(record, target);
        }

        var open = new Stack<OpenRecord>();
        var opened = new HashSet<CRecordType> { record };
        open.Push(outermost);
        open.Push(opened.Add(first) ? new OpenRecord(first) : throw LayoutErrors.Recursive(first));
        while (true)
        {
            OpenRecord current = open.Peek();
            if (current.NextWithoutLayout(target) is { } inner)
            {
                open.Push(opened.Add(inner) ? new OpenRecord(inner) : throw LayoutErrors.Recursive(inner));
                continue;
            }

            RecordLayout layout = RecordLayoutCache.Add(current.Record, target);
            opened.Remove(current.Record);
            open.Pop();
            if (open.Count == 0)
            {
                return layout;
            }
        }
    }

    /// <summary>The element type inside all dimensions of an array type; any other type itself.</summary>
    internal static CType BaseElement(CType type)
    {
        while (type.Unqualified is CArrayType array)
        {
            type = array.Item;
        }

        return type.Unqualified;
    }

    // A vector is aligned to its size, on 64-bit Arm at most to a register. The elements must fill it exactly.
    private static TypeLayout OfVector(CVectorType vector, Target target) =>
        vector.Size % PrimitiveLayout.Of(vector.Element, target).Size == 0
            ? new TypeLayout(vector.Size, target.IsArm64 ? Math.Min(vector.Size, 16) : vector.Size)
            : throw LayoutErrors.NotOnTarget(vector, target);

    private static TypeLayout OfComplex(CComplexType complex, Target target)
    {
        TypeLayout part = PrimitiveLayout.Of(complex.Element, target);
        return new TypeLayout(part.Size * 2, part.Alignment);
    }

    private static TypeLayout OfArray(CArrayType array, Target target)
    {
        if (array.Item.Unqualified is not CArrayType)
        {
            long count = KnownLength(array);
            TypeLayout item = Of(array.Item, target);
            return new TypeLayout(Times(item.Size, count, array, target), item.Alignment);
        }

        // Any number of dimensions, without recursion.
        var lengths = new Stack<long>();
        CType inner = array;
        while (inner.Unqualified is CArrayType dimension)
        {
            lengths.Push(KnownLength(dimension));
            inner = dimension.Item;
        }

        TypeLayout element = Of(inner, target);
        long size = element.Size;
        foreach (long length in lengths)
        {
            size = Times(size, length, array, target);
        }

        return new TypeLayout(size, element.Alignment);
    }

    private static long KnownLength(CArrayType array) => array.Length.IsKnown ? array.Length.Count : throw LayoutErrors.NoLength(array);

    private static long Times(long size, long length, CArrayType array, Target target) =>
        size != 0 && length > ByteArithmetic.Limit(target) / size ? throw LayoutErrors.TooLarge(array, target) : size * length;

    /// <summary>A record whose members are being visited, each once.</summary>
    private sealed class OpenRecord(CRecordType record)
    {
        private int next;

        public CRecordType Record => record;

        /// <summary>The next record among the members, by value, that has no layout yet; null after the last one.</summary>
        public CRecordType? NextWithoutLayout(Target target)
        {
            IReadOnlyList<CMember> members = record.Members;
            while (next < members.Count)
            {
                if (BaseElement(members[next++].Type) is CRecordType inner && RecordLayoutCache.Find(inner, target) is null)
                {
                    return inner;
                }
            }

            return null;
        }
    }
}
