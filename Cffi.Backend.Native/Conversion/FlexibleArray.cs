using Cffi.Backend.Native.Values;

namespace Cffi.Backend.Native.Conversion;

/// <summary>The flexible array member at the end of a struct (C11 6.7.2.1p18), or of its last member.</summary>
internal static class FlexibleArray
{
    /// <summary>The size of a struct with the contents of its flexible array from an initializer; 0 if there are none.</summary>
    /// <exception cref="CffiIndexException">The size is larger than the address space.</exception>
    public static long SizeFor(NativeType type, in CValue initializer) =>
        Find(type, initializer, out long offset, out NativeType? array, out CValue contents) ? End(offset, array!, Initializer.CountFor(array!, contents)) : 0;

    /// <summary>Whether an initializer has the contents or the length of the flexible array.</summary>
    public static bool IsGiven(NativeType type, in CValue initializer) => Find(type, initializer, out _, out _, out _);

    /// <summary>The end of a flexible array with a number of elements, in bytes from the start of its record.</summary>
    public static long End(long offset, NativeType array, long count)
    {
        Int128 end = offset + ((Int128)count * array.Item.Size);
        return end <= long.MaxValue ? (long)end : throw UsageErrors.TooLong(count, array.Type);
    }

    /// <summary>Whether the type of a member is an array without a length.</summary>
    public static bool Is(NativeType type) => type is { Representation: Representation.Array, ArrayLength: < 0 };

    private static bool Find(NativeType type, in CValue initializer, out long offset, out NativeType? array, out CValue contents)
    {
        offset = 0;
        array = null;
        contents = default;
        if (type.Type.Kind != CTypeKind.Struct || initializer.Reference is not Array { Rank: 1 } values)
        {
            return false;
        }

        FieldLayout[] fields = Initializer.Named(type.Layout);
        if (fields.Length == 0 || values.Length != fields.Length)
        {
            return false;
        }

        // Only the last member can end in a flexible array.
        FieldLayout last = fields[^1];
        var member = NativeType.Of(last.Member.Type);
        contents = CValue.From(values.GetValue(values.Length - 1));
        if (Is(member))
        {
            offset = last.Offset;
            array = member;
            return true;
        }

        CValue inner = contents;
        bool isFound = member.Representation == Representation.Record && member.Type.Unqualified is CRecordType && Find(member, inner, out offset, out array, out contents);
        offset += last.Offset;
        return isFound;
    }
}
