namespace Cffi.Layout;

/// <summary>
/// Computes the layout of a record as GCC and clang do on System V and Apple targets (the C part of the Itanium C++ ABI),
/// with GCC's rules for bit-fields, or, for <c>ms_struct</c>, with the rules that GCC and clang use as Microsoft's.
/// </summary>
/// <remarks>
/// The state is the end of the data in bytes and the number of free bits before it, never a
/// total number of bits, which would overflow for the largest records:
/// <code>
///    bytes   0        1        2        end = 3
///            xxxxxxxx xxxxxxxx xxx.....          free = 5
/// </code>
/// </remarks>
internal sealed class GnuRecordLayout
{
    private readonly CRecordType record;
    private readonly Target target;
    private readonly FieldLayout[] fields;
    private readonly bool isMicrosoft;
    private readonly int pack;

    // The end of the members so far in bytes, and the number of free bits before it that a bit-field can use.
    private long end;
    private int free;
    private int alignment = 1;

    // ms_struct only: the size in bytes of the open storage unit; 0 if there is none.
    private long unit;

    private GnuRecordLayout(CRecordType record, Target target)
    {
        this.record = record;
        this.target = target;
        fields = new FieldLayout[record.Members.Count];
        isMicrosoft = record.LayoutRules.UsesMicrosoftBitFields == true;
        pack = MemberRules.Alignment(record, record.LayoutRules.Pack);
    }

    /// <summary>Computes the layout of a complete record.</summary>
    public static RecordLayout Compute(CRecordType record, Target target) => new GnuRecordLayout(record, target).Compute();

    private RecordLayout Compute()
    {
        for (int i = 0; i < fields.Length; i++)
        {
            CMember member = record.Members[i];
            fields[i] = member.BitWidth is null ? PlaceMember(member, i) : PlaceBitField(member);
            if (end > ByteArithmetic.Limit(target))
            {
                throw LayoutErrors.TooLarge(record, target);
            }
        }

        alignment = Math.Max(alignment, MemberRules.Alignment(record, record.LayoutRules.RequestedAlignment));
        long size = ByteArithmetic.AlignUp(end, alignment);
        if (size > ByteArithmetic.Limit(target))
        {
            throw LayoutErrors.TooLarge(record, target);
        }

        return new RecordLayout(new TypeLayout(size, alignment), fields)
        {
            HasFlexibleArrayMember = MemberRules.EndsInFlexibleArray(record, target),
        }.Indexed(target);
    }

    private FieldLayout PlaceMember(CMember member, int index)
    {
        TypeLayout layout = MemberRules.LayoutOf(record, index, target);
        int natural = layout.Alignment;
        if (isMicrosoft && LayoutEngine.BaseElement(member.Type) is CPrimitiveType)
        {
            // ms_struct aligns arithmetic types to their size, even if i386 does not.
            long size = LayoutEngine.Of(LayoutEngine.BaseElement(member.Type), target).Size;
            natural = ByteArithmetic.IsPowerOfTwo(size) ? Math.Max(natural, (int)size) : natural;
        }

        int align = MemberRules.GnuAlignment(record, member, natural);
        long offset = record.IsUnion ? 0 : ByteArithmetic.AlignUp(end, align);
        end = Math.Max(end, checked(offset + layout.Size));
        free = 0;
        unit = 0;
        alignment = Math.Max(alignment, align);
        return new FieldLayout(member, offset, 0);
    }

    private FieldLayout PlaceBitField(CMember member)
    {
        int width = MemberRules.BitWidth(record, member, target);
        TypeLayout layout = LayoutEngine.Of(member.Type, target);
        return isMicrosoft ? PlaceMicrosoft(member, width, layout) : PlaceGnu(member, width, layout);
    }

    // A bit-field follows the previous member directly, unless it would then span more units of its type's alignment
    // than the type itself does (GCC's PCC_BITFIELD_TYPE_MATTERS); then it starts at the next such unit. With a pragma pack
    // of any value it always follows directly. GCC applies a requested alignment first; clang first checks whether the
    // bit-field fits, and ignores a request above the pragma's value.
    private FieldLayout PlaceGnu(CMember member, int width, TypeLayout layout)
    {
        bool isPacked = IsPacked(member) && width != 0;
        int requested = MemberRules.Alignment(record, member.RequestedAlignment);
        int natural = Math.Max(layout.Alignment, requested);
        if (width == 0)
        {
            Advance(natural);
        }
        else if (target.FollowsClang)
        {
            int unitAlignment = isPacked ? requested : natural;
            bool aligns = requested > 0 && (pack == 0 || requested <= pack);
            Advance(!isPacked && Spans(width, layout, unitAlignment) ? unitAlignment : aligns ? requested : 0);
        }
        else
        {
            Advance(Capped(requested));
            Advance(!isPacked && Spans(width, layout, layout.Alignment) ? layout.Alignment : 0);
        }

        FieldLayout field = TakeBits(member, width);
        if (member.Name is not null || target.AlignsUnnamedBitFields)
        {
            // With both, pragma pack overrides packed: the type has its alignment again, up to the pragma's value.
            int counted = isPacked && pack == 0 ? Math.Max(requested, 1) : natural;
            alignment = Math.Max(alignment, width == 0 ? counted : Capped(counted));
        }

        return field;
    }

    private bool Spans(int width, TypeLayout layout, int unitAlignment) =>
        pack == 0 && BitsInto(unitAlignment) + width > layout.Size * 8;

    // Bit-fields of one size share storage units of that size; a different size starts a new unit. clang has no
    // packed bit-fields. GCC has: it ignores the alignment of their units, and never aligns a unit after a unit of the same size.
    private FieldLayout PlaceMicrosoft(CMember member, int width, TypeLayout layout)
    {
        bool isPacked = IsPacked(member) && !target.FollowsClang;
        bool continues = unit == layout.Size;
        bool ignored = unit == 0 && width == 0;
        int requested = Math.Max(1, MemberRules.Alignment(record, member.RequestedAlignment));

        // GCC uses the alignment of the first free bit, before it closes the unit that contains this bit.
        long used = end - (free / 8);
        bool isAlignedInside = free % 8 == 0 && used % requested == 0;
        if (!continues || width == 0 || free < width)
        {
            free = 0;
            unit = 0;
        }

        int natural = ignored ? 1 : Math.Max((int)layout.Size, requested);
        int counted = CappedMicrosoft(isPacked && width > 0 ? 1 : natural, width);
        int start = isPacked || (continues && !target.FollowsClang) ? (isAlignedInside ? 1 : requested) : natural;
        start = CappedMicrosoft(start, width);
        if (record.IsUnion)
        {
            // clang allocates the whole storage unit (and a byte for a zero width); GCC allocates the bytes that contain bits.
            long taken = !target.FollowsClang ? (width + 7) / 8 : width == 0 ? 1 : layout.Size;
            end = Math.Max(end, taken);
            alignment = target.FollowsClang || width == 0 ? alignment : Math.Max(alignment, counted);
            return new FieldLayout(member, 0, 0);
        }

        alignment = Math.Max(alignment, counted);
        if (width == 0)
        {
            // clang counts from the used bits, GCC from the end of their unit. The two differ in a packed record.
            end = ByteArithmetic.AlignUp(continues && target.FollowsClang ? used : end, start);
            return new FieldLayout(member, end, 0);
        }

        if (free == 0)
        {
            end = checked(ByteArithmetic.AlignUp(end, start) + layout.Size);
            free = (int)layout.Size * 8;
            unit = layout.Size;
        }

        long bit = (unit * 8) - free;
        free -= width;
        return new FieldLayout(member, end - unit + (bit / 8), (int)(bit % 8));
    }

    // clang does not apply the pragma to zero widths here; GCC does.
    private int CappedMicrosoft(int align, int width) => width == 0 && target.FollowsClang ? align : Capped(align);

    // The offset of the next free bit in a unit of that many bytes.
    private long BitsInto(int unitAlignment)
    {
        if (record.IsUnion)
        {
            return 0;
        }

        long wholeBytes = free == 0 ? end : end - 1;
        int bits = free == 0 ? 0 : 8 - free;
        return (wholeBytes % unitAlignment * 8) + bits;
    }

    // Advances to the next multiple of an alignment; 0 means no alignment, which leaves a bit-field at its bit.
    private void Advance(int align)
    {
        if (!record.IsUnion && align > 0)
        {
            end = ByteArithmetic.AlignUp(end, align);
            free = 0;
        }
    }

    private FieldLayout TakeBits(CMember member, int width)
    {
        if (record.IsUnion)
        {
            end = Math.Max(end, (width + 7) / 8);
            return new FieldLayout(member, 0, 0);
        }

        long offset = free == 0 ? end : end - 1;
        int bit = free == 0 ? 0 : 8 - free;
        end = checked(offset + ((bit + width + 7) / 8));
        free = (int)(((end - offset) * 8) - bit - width);
        return new FieldLayout(member, offset, bit);
    }

    private bool IsPacked(CMember member) => member.IsPacked || record.LayoutRules.IsPacked;

    private int Capped(int align) => pack > 0 ? Math.Min(align, pack) : align;
}
