using System.Runtime.InteropServices;

namespace Cffi.Tests.Fuzz;

/// <summary>The bytes of random values of C types, and a mask that separates value bits from padding.</summary>
public static class ValueBytes
{
    /// <summary>A mask with ones where a value of the type has bits on a target.</summary>
    public static byte[] Mask(CType type, Target target)
    {
        var mask = new byte[LayoutEngine.Of(type, target).Size];
        AddMask(type, target, mask);
        return mask;
    }

    /// <summary>The bytes of a random value: extremes, NaNs, denormals and random bits. Padding is random too.</summary>
    public static byte[] Random(CType type, Target target, SplitMix64 random)
    {
        var bytes = new byte[LayoutEngine.Of(type, target).Size];
        for (int i = 0; i < bytes.Length; i++)
        {
            bytes[i] = (byte)random.Next();
        }

        Fill(type, target, bytes, random);
        return bytes;
    }

    /// <summary>The first difference between two values of a type, or null. Padding is not compared.</summary>
    public static string? Difference(CType type, Target target, ReadOnlySpan<byte> expected, ReadOnlySpan<byte> actual, string name)
    {
        byte[] mask = Mask(type, target);
        for (int i = 0; i < mask.Length; i++)
        {
            if (((expected[i] ^ actual[i]) & mask[i]) != 0)
            {
                return $"{name} ({type.CName}), byte {i}: expected {expected[i]:X2}, got {actual[i]:X2}";
            }
        }

        return null;
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
            case CPrimitiveType { Primitive: CPrimitiveKind.LongDouble } when target.Calling == CallingStandard.SystemVX64:
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

    // A compiler may store a _Bool as 0 or 1 only, and may change an 80-bit number that is not normal.
    private static void Fill(CType type, Target target, Span<byte> bytes, SplitMix64 random)
    {
        switch (type.Unqualified)
        {
            case CArrayType array:
                int size = (int)LayoutEngine.Of(array.Item, target).Size;
                for (int i = 0; i < array.Length.Count; i++)
                {
                    Fill(array.Item, target, bytes.Slice(i * size, size), random);
                }

                break;
            case CRecordType record:
                FillRecord(record, target, bytes, random);
                break;
            case CEnumType @enum:
                long value = (long)random.Pick(@enum.Enumerators).Value;
                MemoryMarshal.AsBytes(new Span<long>(ref value))[..bytes.Length].CopyTo(bytes);
                break;
            case CComplexType complex:
                int half = bytes.Length / 2;
                FillFloating(Format(complex.Element, target), bytes[..half], random);
                FillFloating(Format(complex.Element, target), bytes[half..], random);
                break;
            case CPrimitiveType { IsFloating: true } floating:
                FillFloating(Format(floating, target), bytes, random);
                break;
            case CPrimitiveType { Primitive: CPrimitiveKind.Bool }:
                bytes[0] = (byte)random.Below(2);
                break;
            case CPrimitiveType { Primitive: CPrimitiveKind.WChar or CPrimitiveKind.Char32 } when bytes.Length == 4:
                MemoryMarshal.Write(bytes, random.Below(0x110000));
                break;
            default:
                FillInteger(bytes, random);
                break;
        }
    }

    private static void FillRecord(CRecordType record, Target target, Span<byte> bytes, SplitMix64 random)
    {
        foreach (FieldLayout field in LayoutEngine.OfRecord(record, target).Fields)
        {
            if (field.Member.BitWidth is { } width)
            {
                for (int bit = field.BitOffset; bit < field.BitOffset + width; bit++)
                {
                    byte mask = (byte)(1 << (bit % 8));
                    ref byte place = ref bytes[(int)field.Offset + (bit / 8)];
                    place = (byte)(random.Chance(50) && field.Member.Name is not null ? place | mask : place & ~mask);
                }
            }
            else
            {
                // The last member of a union is written last, so all its bytes are a value of that member.
                Fill(field.Member.Type, target, Part(field, target, bytes), random);
            }
        }
    }

    private static Span<byte> Part(FieldLayout field, Target target, Span<byte> bytes) =>
        bytes.Slice((int)field.Offset, (int)LayoutEngine.Of(field.Member.Type, target).Size);

    // long double is double, x87's format, or that of 128 bits.
    private static CPrimitiveKind Format(CPrimitiveType type, Target target) => type.Primitive != CPrimitiveKind.LongDouble ? type.Primitive
        : target.LongDouble.Size == 8 ? CPrimitiveKind.Double
        : target.IsArm64 ? CPrimitiveKind.Float128
        : CPrimitiveKind.LongDouble;

    private static void FillInteger(Span<byte> bytes, SplitMix64 random)
    {
        int style = random.Below(6);
        for (int i = 0; i < bytes.Length; i++)
        {
            bytes[i] = style switch
            {
                0 => 0,
                1 => 0xFF,
                2 => (byte)(i == bytes.Length - 1 ? 0x80 : 0),
                3 => (byte)(i == bytes.Length - 1 ? 0x7F : 0xFF),
                _ => (byte)random.Next(),
            };
        }
    }

    // There are no signalling NaNs: an x87 register makes them quiet, in C too.
    private static void FillFloating(CPrimitiveKind kind, Span<byte> bytes, SplitMix64 random)
    {
        bytes.Clear();
        switch (kind)
        {
            case CPrimitiveKind.Float:
                float[] floats = [0, -0f, 1.5f, float.MaxValue, float.Epsilon, float.PositiveInfinity, BitConverter.UInt32BitsToSingle(0x7FC01234), (float)random.Next()];
                MemoryMarshal.Write(bytes, random.Pick(floats));
                break;
            case CPrimitiveKind.Double:
                double[] doubles = [0, -0d, -1.5, double.MaxValue, double.Epsilon, double.NegativeInfinity, BitConverter.UInt64BitsToDouble(0xFFF8000012345678), random.Next()];
                MemoryMarshal.Write(bytes, random.Pick(doubles));
                break;
            case CPrimitiveKind.Float16:
                MemoryMarshal.Write(bytes, (Half)random.Between(-1000, 1000));
                break;
            case CPrimitiveKind.Float128:
                // A normal number: a random fraction, and an exponent in range.
                MemoryMarshal.Write(bytes, random.Next());
                MemoryMarshal.Write(bytes[8..], (random.Next() & 0xBFFF_FFFF_FFFF_FFFF) | (1UL << 60));
                break;
            default:
                // A normal x87 number: the integer bit is set, the fraction is random, the exponent is in range.
                MemoryMarshal.Write(bytes, random.Next() | (1UL << 63));
                MemoryMarshal.Write(bytes[8..], (ushort)(random.Between(1, 0x7FFE) | (random.Below(2) << 15)));
                break;
        }
    }
}
