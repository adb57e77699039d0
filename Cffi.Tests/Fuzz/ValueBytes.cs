namespace Cffi.Tests.Fuzz;

/// <summary>Random values of C types as bytes, and which of their bits are value rather than padding.</summary>
public static class ValueBytes
{
    /// <summary>A mask with ones where a value of the type has bits on a target.</summary>
    public static byte[] Mask(CType type, Target target)
    {
        var mask = new byte[LayoutEngine.Of(type, target).Size];
        AddMask(type, target, mask);
        return mask;
    }

    /// <summary>Bytes of a value; padding is random as well.</summary>
    public static byte[] Random(CType type, Target target, SplitMix64 random)
    {
        var bytes = new byte[LayoutEngine.Of(type, target).Size];
        for (int i = 0; i < bytes.Length; i++)
        {
            bytes[i] = (byte)random.Next();
        }

        Normalize(type, target, bytes);
        return bytes;
    }

    private static void AddMask(CType type, Target target, Span<byte> mask)
    {
        switch (type.Unqualified)
        {
            case CRecordType record:
                foreach (FieldLayout field in LayoutEngine.OfRecord(record, target).Fields)
                {
                    AddFieldMask(field, target, mask[(int)field.Offset..]);
                }

                break;
            case CArrayType array:
                int size = (int)LayoutEngine.Of(array.Item, target).Size;
                for (int i = 0; i < array.Length.Count; i++)
                {
                    AddMask(array.Item, target, mask[(i * size)..]);
                }

                break;
            case CComplexType complex:
                AddMask(complex.Element.ArrayOf(2), target, mask);
                break;
            case CPrimitiveType { Primitive: CPrimitiveKind.LongDouble } when target == Target.LinuxX64:
                mask[..10].Fill(0xFF);
                break;
            default:
                mask[..(int)LayoutEngine.Of(type, target).Size].Fill(0xFF);
                break;
        }
    }

    private static void AddFieldMask(FieldLayout field, Target target, Span<byte> mask)
    {
        if (field.Member.BitWidth is not { } width)
        {
            AddMask(field.Member.Type, target, mask);
            return;
        }

        for (int bit = field.BitOffset; field.Member.Name is not null && bit < field.BitOffset + width; bit++)
        {
            mask[bit / 8] |= (byte)(1 << (bit % 8));
        }
    }

    // Compilers may read a _Bool as 0 or 1, and change an 80-bit number that is not a normal one.
    private static void Normalize(CType type, Target target, Span<byte> bytes)
    {
        switch (type.Unqualified)
        {
            case CPrimitiveType { Primitive: CPrimitiveKind.Bool }:
                bytes[0] &= 1;
                break;
            case CPrimitiveType { Primitive: CPrimitiveKind.LongDouble } when target == Target.LinuxX64:
                bytes[7] |= 0x80;
                bytes[8] = 0xFF;
                bytes[9] = 0x3F;
                break;
            case CComplexType complex:
                Normalize(complex.Element.ArrayOf(2), target, bytes);
                break;
            case CArrayType array:
                int size = (int)LayoutEngine.Of(array.Item, target).Size;
                for (int i = 0; i < array.Length.Count; i++)
                {
                    Normalize(array.Item, target, bytes[(i * size)..]);
                }

                break;
            case CRecordType { IsUnion: false } record:
                foreach (FieldLayout field in LayoutEngine.OfRecord(record, target).Fields.Where(static field => field.Member.BitWidth is null))
                {
                    Normalize(field.Member.Type, target, bytes[(int)field.Offset..]);
                }

                break;
        }
    }
}
