namespace Cffi.Layout;

/// <summary>The rules for members of a record on which both families of compilers agree.</summary>
internal static class MemberRules
{
    private const int LargestAlignment = 1 << 28;

    /// <summary>The size and alignment of a member. A flexible array (C11 6.7.2.1p18) has size 0 and the alignment of its elements.</summary>
    public static TypeLayout LayoutOf(CRecordType record, int index, Target target)
    {
        CMember member = record.Members[index];
        return IsFlexibleArray(record, index)
            ? new TypeLayout(0, LayoutEngine.Of(((CArrayType)member.Type.Unqualified).Item, target).Alignment)
            : LayoutEngine.Of(member.Type, target);
    }

    /// <summary>Whether the last member of a record is a flexible array, or contains one at its end.</summary>
    public static bool EndsInFlexibleArray(CRecordType record, Target target)
    {
        int last = record.Members.Count - 1;
        for (int i = 0; i <= last; i++)
        {
            bool ends = IsFlexibleArray(record, i)
                || (record.Members[i].Type.Unqualified is CRecordType inner && LayoutEngine.OfRecord(inner, target).HasFlexibleArrayMember);
            if (ends && (record.IsUnion || i == last))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Checks the alignment that an attribute requests.</summary>
    public static int Alignment(CRecordType record, int requested) =>
        requested == 0 || (requested <= LargestAlignment && ByteArithmetic.IsPowerOfTwo(requested))
            ? requested
            : throw LayoutErrors.Alignment(record, requested);

    /// <summary>The alignment of a member that is no bit-field, with GCC's rules: attributes and the pragma included.</summary>
    /// <param name="record">The record.</param>
    /// <param name="member">Its member.</param>
    /// <param name="natural">The alignment of the member's type.</param>
    public static int GnuAlignment(CRecordType record, CMember member, int natural)
    {
        int packed = member.IsPacked || record.LayoutRules.IsPacked ? 1 : natural;
        int align = Math.Max(packed, Alignment(record, member.RequestedAlignment));
        return record.LayoutRules.Pack > 0 ? Math.Min(align, record.LayoutRules.Pack) : align;
    }

    /// <summary>Checks the type and the width of a bit-field (C11 6.7.2.1p4, p5).</summary>
    public static int BitWidth(CRecordType record, CMember member, Target target)
    {
        int width = member.BitWidth ?? 0;
        return width < 0 || width > (WidestBitField(member.Type, target) ?? -1) || (width == 0 && member.Name is not null)
            ? throw LayoutErrors.BitWidth(record, member)
            : width;
    }

    /// <summary>The maximum number of bits of a bit-field with this type: the width of the type; null if the type cannot have bit-fields.</summary>
    /// <exception cref="LayoutException">The target does not have the type, or the values of an enum are not known.</exception>
    public static int? WidestBitField(CType type, Target target) => type.Unqualified switch
    {
        CPrimitiveType { Primitive: CPrimitiveKind.Bool } => 1,
        CPrimitiveType { IsInteger: true } primitive => (int)PrimitiveLayout.Of(primitive, target).Size * 8,
        CEnumType @enum => WidestBitField(EnumLayout.UnderlyingType(@enum, target), target),
        _ => null,
    };

    // In a union, GCC (from 15 on) and MSVC treat an array without a length as an array of 0 elements.
    private static bool IsFlexibleArray(CRecordType record, int index) =>
        record.Members[index].Type.Unqualified is CArrayType { Length.Kind: CArrayLengthKind.Unspecified }
        && (record.IsUnion || index == record.Members.Count - 1);
}
