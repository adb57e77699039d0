namespace Cffi;

/// <summary>
/// Lays a record out as GCC and clang do on System V and Apple targets (the C part of the Itanium C++ ABI's rules),
/// with GCC's rules for bit-fields or, for <c>ms_struct</c>, with those that GCC and clang take for Microsoft's.
/// </summary>
/// <remarks>
/// The position is kept as the end of the data in bytes and the bits that are still free in front of it, never as a
/// number of bits, which would not fit for the largest records:
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

    // The end of the members so far in bytes, and how many bits before it a bit-field may still take.
    private long end;
    private int free;
    private int alignment = 1;

    // ms_struct only: the size in bytes of the open storage unit; 0 when there is none.
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
        TypeLayout room = MemberRules.RoomOf(record, index, target);
        int natural = room.Alignment;
        if (isMicrosoft && LayoutEngine.BaseElement(member.Type) is CPrimitiveType or CComplexType)
        {
            // ms_struct aligns arithmetic types to their size, also where i386 does not.
            long size = LayoutEngine.Of(LayoutEngine.BaseElement(member.Type), target).Size;
            natural = ByteArithmetic.IsPowerOfTwo(size) ? Math.Max(natural, (int)size) : natural;
        }

        int align = IsPacked(member) ? 1 : natural;
        align = Capped(Math.Max(align, MemberRules.Alignment(record, member.RequestedAlignment)));
        long offset = record.IsUnion ? 0 : ByteArithmetic.AlignUp(end, align);
        end = Math.Max(end, checked(offset + room.Size));
        free = 0;
        unit = 0;
        alignment = Math.Max(alignment, align);
        return new FieldLayout(member, offset, 0);
    }

    private FieldLayout PlaceBitField(CMember member)
    {
        int width = MemberRules.BitWidth(record, member, target);
        TypeLayout room = LayoutEngine.Of(member.Type, target);
        return isMicrosoft ? PlaceMicrosoft(member, width, room) : PlaceGnu(member, width, room);
    }

    // A bit-field goes right behind what is before it, unless it would then span more units of its type's alignment
    // than the type itself does (GCC's PCC_BITFIELD_TYPE_MATTERS): then it goes to the next such unit. A pragma pack
    // of any value keeps it where it is.
    private FieldLayout PlaceGnu(CMember member, int width, TypeLayout room)
    {
        int requested = MemberRules.Alignment(record, member.RequestedAlignment);
        int typeAlignment = Math.Max(room.Alignment, requested);
        int align = IsPacked(member) && width != 0 ? Math.Max(requested, 1) : typeAlignment;
        if (pack > 0 && width != 0)
        {
            // GCC lets pragma pack decide before the packed attribute does, so the type's alignment comes back.
            align = Math.Min(IsPacked(member) ? typeAlignment : align, pack);
        }

        bool spans = pack == 0 && BitsIntoUnit(align, IsPacked(member) && requested == 0) + width > room.Size * 8;
        if (width == 0 || spans)
        {
            Advance(align);
        }
        else if (requested > 0)
        {
            Advance(Capped(requested));
        }

        FieldLayout field = TakeBits(member, width);
        if (member.Name is not null || target.AlignsUnnamedBitFields)
        {
            alignment = Math.Max(alignment, align);
        }

        return field;
    }

    // Bit-fields of one size share storage units of that size; any change of size starts a new one.
    private FieldLayout PlaceMicrosoft(CMember member, int width, TypeLayout room)
    {
        int align = (int)room.Size;
        if (unit != room.Size || free < width)
        {
            // A zero width that does not end a run of bit-fields has no effect at all.
            align = unit == 0 && width == 0 ? 1 : align;
            free = 0;
            unit = 0;
        }

        align = Math.Max(align, MemberRules.Alignment(record, member.RequestedAlignment));
        align = record.IsUnion ? 1 : width == 0 ? align : Capped(align);
        if (record.IsUnion)
        {
            end = Math.Max(end, width == 0 ? 1 : room.Size);
            return new FieldLayout(member, 0, 0);
        }

        alignment = Math.Max(alignment, align);
        if (width == 0)
        {
            free = 0;
            unit = 0;
            end = ByteArithmetic.AlignUp(end, align);
            return new FieldLayout(member, end, 0);
        }

        if (free == 0)
        {
            end = checked(ByteArithmetic.AlignUp(end, align) + room.Size);
            free = (int)room.Size * 8;
            unit = room.Size;
        }

        long bit = (unit * 8) - free;
        free -= width;
        return new FieldLayout(member, end - unit + (bit / 8), (int)(bit % 8));
    }

    // How far the next free bit is into a unit of `align` bytes; with an alignment of one bit there are no units.
    private long BitsIntoUnit(int align, bool isBitAligned)
    {
        if (record.IsUnion || isBitAligned)
        {
            return 0;
        }

        long wholeBytes = free == 0 ? end : end - 1;
        int bits = free == 0 ? 0 : 8 - free;
        return (wholeBytes % align * 8) + bits;
    }

    private void Advance(int align)
    {
        if (!record.IsUnion)
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
