using System.Runtime.InteropServices;

namespace Cffi.Tests.Fuzz;

/// <summary>Random values of C types as bytes, and their comparison without padding.</summary>
internal static class ValueBytes
{
    private static readonly Target Host = Target.LinuxX64;

    /// <summary>Fills an object with a random value: extremes, NaNs, denormals and random bits.</summary>
    public static void Fill(CType type, Span<byte> bytes, SplitMix64 random)
    {
        switch (type.Unqualified)
        {
            case CArrayType array:
                int size = (int)LayoutEngine.Of(array.Item, Host).Size;
                for (int i = 0; i < array.Length.Count; i++)
                {
                    Fill(array.Item, bytes.Slice(i * size, size), random);
                }

                break;
            case CRecordType record:
                FillRecord(record, bytes, random);
                break;
            case CEnumType @enum:
                long value = (long)random.Pick(@enum.Enumerators).Value;
                MemoryMarshal.AsBytes(new Span<long>(ref value))[..bytes.Length].CopyTo(bytes);
                break;
            case CComplexType complex:
                int half = bytes.Length / 2;
                FillFloating(complex.Element.Primitive, bytes[..half], random);
                FillFloating(complex.Element.Primitive, bytes[half..], random);
                break;
            case CPrimitiveType { IsFloating: true } floating:
                FillFloating(floating.Primitive, bytes, random);
                break;
            case CPrimitiveType { Primitive: CPrimitiveKind.Bool }:
                bytes[0] = (byte)random.Below(2);
                break;
            case CPrimitiveType { Primitive: CPrimitiveKind.WChar or CPrimitiveKind.Char32 }:
                MemoryMarshal.Write(bytes, random.Below(0x110000));
                break;
            default:
                FillInteger(bytes, random);
                break;
        }
    }

    /// <summary>The first difference between two values of a type, or null: padding does not count.</summary>
    public static string? Difference(CType type, ReadOnlySpan<byte> expected, ReadOnlySpan<byte> actual, string path)
    {
        switch (type.Unqualified)
        {
            case CArrayType array:
                int size = (int)LayoutEngine.Of(array.Item, Host).Size;
                for (int i = 0; i < array.Length.Count; i++)
                {
                    if (Difference(array.Item, expected.Slice(i * size, size), actual.Slice(i * size, size), $"{path}[{i}]") is { } inElement)
                    {
                        return inElement;
                    }
                }

                return null;
            case CRecordType record:
                return DifferenceInRecord(record, expected, actual, path);
            case CPrimitiveType { Primitive: CPrimitiveKind.LongDouble }:
                return Same(type, expected[..10], actual[..10], path);
            case CComplexType { Element.Primitive: CPrimitiveKind.LongDouble }:
                return Same(type, expected[..10], actual[..10], path) ?? Same(type, expected[16..26], actual[16..26], path);
            default:
                return Same(type, expected, actual, path);
        }
    }

    private static string? Same(CType type, ReadOnlySpan<byte> expected, ReadOnlySpan<byte> actual, string path) => expected.SequenceEqual(actual)
        ? null
        : $"{path} ({type.CName}): expected {Convert.ToHexString(expected)}, got {Convert.ToHexString(actual)}";

    private static void FillRecord(CRecordType record, Span<byte> bytes, SplitMix64 random)
    {
        foreach (FieldLayout field in LayoutEngine.OfRecord(record, Host).Fields)
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
                // In a union the last member wins; all its bytes are then a value of that member.
                Fill(field.Member.Type, Part(field, bytes), random);
            }
        }
    }

    private static string? DifferenceInRecord(CRecordType record, ReadOnlySpan<byte> expected, ReadOnlySpan<byte> actual, string path)
    {
        foreach (FieldLayout field in LayoutEngine.OfRecord(record, Host).Fields)
        {
            string here = $"{path}.{field.Member.Name}";
            if (field.Member.BitWidth is { } width)
            {
                for (int bit = field.BitOffset; bit < field.BitOffset + width && field.Member.Name is not null; bit++)
                {
                    int place = (int)field.Offset + (bit / 8);
                    if (((expected[place] ^ actual[place]) >> (bit % 8) & 1) != 0)
                    {
                        return $"{here}: bit {bit} differs";
                    }
                }
            }
            else if (Difference(field.Member.Type, Part(field, expected), Part(field, actual), here) is { } inside)
            {
                return inside;
            }
        }

        return null;
    }

    private static Span<byte> Part(FieldLayout field, Span<byte> bytes) =>
        bytes.Slice((int)field.Offset, (int)LayoutEngine.Of(field.Member.Type, Host).Size);

    private static ReadOnlySpan<byte> Part(FieldLayout field, ReadOnlySpan<byte> bytes) =>
        bytes.Slice((int)field.Offset, (int)LayoutEngine.Of(field.Member.Type, Host).Size);

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

    // No signalling NaNs: loading one into an x87 register makes it quiet, in C as well.
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
            default:
                // A normal x87 number: the integer bit set, any fraction, an exponent in range.
                MemoryMarshal.Write(bytes, random.Next() | (1UL << 63));
                MemoryMarshal.Write(bytes[8..], (ushort)(random.Between(1, 0x7FFE) | (random.Below(2) << 15)));
                break;
        }
    }
}
