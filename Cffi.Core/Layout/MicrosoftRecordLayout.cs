namespace Cffi.Layout;

/// <summary>Computes the layout of a record as MSVC (and clang for MSVC) does for C.</summary>
/// <remarks>
/// Bit-fields of one size share storage units of that size. Alignment comes in two strengths: natural alignment,
/// which <c>#pragma pack</c> lowers, and required alignment, which comes from <c>__declspec(align)</c> or an attribute
/// and which nothing lowers, not even a pragma on a record that contains it.
/// </remarks>
internal sealed class MicrosoftRecordLayout
{
    private const int EmptyRecordSize = 4;

    private readonly CRecordType record;
    private readonly Target target;
    private readonly FieldLayout[] fields;
    private readonly int maximum;

    private long size;
    private int alignment = 1;
    private int required;

    // The current run of bit-fields: the size in bytes of its storage unit (0 if there is no run) and its free bits.
    private long unit;
    private int free;

    private MicrosoftRecordLayout(CRecordType record, Target target)
    {
        this.record = record;
        this.target = target;
        fields = new FieldLayout[record.Members.Count];

        // A pragma pack above the size of a pointer is ignored; packed equals pack(1).
        int pack = MemberRules.Alignment(record, record.LayoutRules.Pack);
        maximum = record.LayoutRules.IsPacked ? 1 : pack <= target.PointerSize ? pack : 0;

        // On x86, if no attribute is inside a record, the last step does not round its size to its alignment.
        required = target.PointerSize == 8 ? 1 : 0;
    }

    /// <summary>Computes the layout of a complete record.</summary>
    public static RecordLayout Compute(CRecordType record, Target target) => new MicrosoftRecordLayout(record, target).Compute();

    private RecordLayout Compute()
    {
        for (int i = 0; i < fields.Length; i++)
        {
            CMember member = record.Members[i];
            fields[i] = member.BitWidth is null ? PlaceMember(member, i) : PlaceBitField(member);
            Check();
        }

        size = ByteArithmetic.AlignUp(size, alignment);
        int requested = MemberRules.Alignment(record, record.LayoutRules.RequestedAlignment);
        required = Math.Max(required, requested);
        Round();
        Check();
        return new RecordLayout(new TypeLayout(size, alignment), fields)
        {
            HasFlexibleArrayMember = MemberRules.EndsInFlexibleArray(record, target),

            // An attribute on the record makes its whole alignment required, not only the attribute's value.
            RequiredAlignment = requested > 0 ? Math.Max(alignment, required) : required,
        }.Indexed(target);
    }

    private void Round()
    {
        if (required > 0)
        {
            alignment = Math.Max(alignment, required);
            int rounding = maximum > 0 ? Math.Min(alignment, maximum) : alignment;
            size = ByteArithmetic.AlignUp(size, Math.Max(rounding, required));
        }

        if (size == 0)
        {
            size = required >= EmptyRecordSize ? alignment : EmptyRecordSize;
        }
    }

    private FieldLayout PlaceMember(CMember member, int index)
    {
        TypeLayout layout = MemberRules.LayoutOf(record, index, target);
        int demanded = MemberRules.Alignment(record, member.RequestedAlignment);
        CType element = member.Type;
        while (element is CArrayType array)
        {
            element = array.Item;
        }

        if (element is CAlignedType aligned)
        {
            demanded = Math.Max(demanded, aligned.Alignment);
        }

        if (LayoutEngine.BaseElement(member.Type) is CRecordType inner)
        {
            demanded = Math.Max(demanded, LayoutEngine.OfRecord(inner, target).RequiredAlignment);
        }

        required = Math.Max(required, demanded);
        int align = Math.Max(Lowered(member, layout.Alignment), demanded);
        unit = 0;
        alignment = Math.Max(alignment, align);
        long offset = record.IsUnion ? 0 : ByteArithmetic.AlignUp(size, align);
        size = Math.Max(size, checked(offset + layout.Size));
        return new FieldLayout(member, offset, 0);
    }

    private FieldLayout PlaceBitField(CMember member)
    {
        int width = MemberRules.BitWidth(record, member, target);
        TypeLayout layout = LayoutEngine.Of(member.Type, target);
        int demanded = MemberRules.Alignment(record, member.RequestedAlignment);
        int align = Math.Max(Lowered(member, Math.Max(layout.Alignment, demanded)), demanded);
        if (width == 0)
        {
            return PlaceZeroWidth(member, layout, align);
        }

        if (record.IsUnion)
        {
            // In a union the alignment of a bit-field does not count.
            unit = layout.Size;
            size = Math.Max(size, layout.Size);
            return new FieldLayout(member, 0, 0);
        }

        if (unit != layout.Size || free < width)
        {
            size = checked(ByteArithmetic.AlignUp(size, align) + layout.Size);
            alignment = Math.Max(alignment, align);
            unit = layout.Size;
            free = (int)layout.Size * 8;
        }

        long bit = (unit * 8) - free;
        free -= width;
        return new FieldLayout(member, size - unit + (bit / 8), (int)(bit % 8));
    }

    // A zero width has no effect unless a bit-field directly precedes it.
    private FieldLayout PlaceZeroWidth(CMember member, TypeLayout layout, int align)
    {
        bool endsRun = unit != 0;
        unit = 0;
        if (!endsRun)
        {
            return new FieldLayout(member, record.IsUnion ? 0 : size, 0);
        }

        if (record.IsUnion)
        {
            size = Math.Max(size, layout.Size);
            return new FieldLayout(member, 0, 0);
        }

        size = ByteArithmetic.AlignUp(size, align);
        alignment = Math.Max(alignment, align);
        return new FieldLayout(member, size, 0);
    }

    private int Lowered(CMember member, int align) =>
        member.IsPacked ? 1 : maximum > 0 ? Math.Min(align, maximum) : align;

    private void Check()
    {
        if (size > ByteArithmetic.Limit(target))
        {
            throw LayoutErrors.TooLarge(record, target);
        }
    }
}
