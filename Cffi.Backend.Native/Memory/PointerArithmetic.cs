using Cffi.Backend.Native.Values;

namespace Cffi.Backend.Native.Memory;

/// <summary>Elements, slices, offsets and distances of pointers and arrays (C11 6.5.2.1, 6.5.6).</summary>
internal static class PointerArithmetic
{
    /// <summary>The address of an element, whose bytes are accessible.</summary>
    public static nint ElementAddress(CData data, long index)
    {
        NativeType type = RequirePointer(data, "index", out nint start);
        long length = type.ArrayLength;
        if (length >= 0 && (ulong)index >= (ulong)length)
        {
            throw UsageErrors.IndexOutside(index, length, type.Type);
        }

        long size = type.Item.Size;
        return data.Accessible((nint)(start + InBytes(index, size, type)), size);
    }

    /// <summary>A part of an array, or of the memory behind a pointer, as a view.</summary>
    public static CData Slice(CData data, long start, long end)
    {
        NativeType type = RequirePointer(data, "slice", out nint first);
        long length = type.ArrayLength < 0 ? long.MaxValue : type.ArrayLength;
        if (start < 0 || end < start || end > length)
        {
            throw UsageErrors.SliceOutside(start, end, length, type.Type);
        }

        NativeType item = type.Item;
        nint address = data.Accessible((nint)(first + InBytes(start, item.Size, type)), InBytes(end - start, item.Size, type));
        return CData.OfView(NativeType.Of(item.Type.ArrayOf(end - start)), address, data.Owner);
    }

    /// <summary>The pointer plus a number of elements.</summary>
    public static CData Offset(CData data, long elements)
    {
        NativeType pointer = data.NativeType.Representation switch
        {
            Representation.Pointer => data.NativeType,
            Representation.Array => NativeType.Of(data.NativeType.Item.Type.PointerTo()),
            _ => throw CommonErrors.WrongOperation(data.Type, "do pointer arithmetic on"),
        };
        return CData.OfPointer(pointer, (nint)(data.Address + InBytes(elements, pointer.Item.Size, data.NativeType)), data.Owner);
    }

    /// <summary>The distance of the left pointer from the right one, in elements.</summary>
    public static long Distance(CData left, CData right)
    {
        NativeType type = left.NativeType;
        if (!IsPointer(left) || !IsPointer(right) || !ReferenceEquals(type.Item.Type.Unqualified, right.NativeType.Item.Type.Unqualified))
        {
            throw CommonErrors.WrongOperation(left.Type, "subtract from", $"the other is '{right.Type.CName}'");
        }

        long bytes = left.Address - right.Address;
        long size = type.Item.Size;
        return ElementCount.TryGet(bytes, size, out long elements)
            ? elements
            : throw CommonErrors.WrongOperation(left.Type, "subtract from", ElementCount.Refusal(bytes, size));
    }

    /// <summary>Compares addresses as unsigned numbers.</summary>
    public static int Compare(CData left, CData right) => unchecked(((nuint)AddressToCompare(left)).CompareTo((nuint)AddressToCompare(right)));

    /// <summary>The number of elements of the owned memory from a pointer to the end.</summary>
    public static long LengthBehind(CData pointer) => pointer.Owner is { Size: < long.MaxValue } memory && pointer.NativeType.Item.Size > 0
        ? (memory.Size - (pointer.Address - memory.Address)) / pointer.NativeType.Item.Size
        : throw CommonErrors.WrongOperation(pointer.Type, "tell how many elements are behind", "slice it first: data[0..n]");

    private static bool IsPointer(CData data) => data.NativeType.Representation is Representation.Array or Representation.Pointer;

    private static nint AddressToCompare(CData data) =>
        IsPointer(data) ? data.Address : throw CommonErrors.WrongOperation(data.Type, "compare the order of");

    // The address is read once, because another thread can change a pointer variable.
    private static NativeType RequirePointer(CData data, string operation, out nint address)
    {
        if (!IsPointer(data))
        {
            throw CommonErrors.WrongOperation(data.Type, operation);
        }

        address = data.Address;
        return address == 0 ? throw UsageErrors.NullPointer(data.Type, operation) : data.NativeType;
    }

    private static long InBytes(long elements, long size, NativeType type)
    {
        Int128 bytes = (Int128)elements * size;
        return bytes >= long.MinValue && bytes <= long.MaxValue ? (long)bytes : throw UsageErrors.TooFar(elements, type.Type);
    }
}
