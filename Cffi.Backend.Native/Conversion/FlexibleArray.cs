using Cffi.Backend.Native.Values;

namespace Cffi.Backend.Native.Conversion;

/// <summary>The flexible array member that a structure may end in (C11 6.7.2.1p18), by itself or in its last member.</summary>
internal static class FlexibleArray
{
    /// <summary>The bytes that a structure takes with the contents that an initializer gives its flexible array; 0 where it gives none.</summary>
    /// <exception cref="CffiIndexException">They are more than the address space holds.</exception>
    public static long SizeFor(NativeType type, in CValue initializer) =>
        Find(type, initializer, out long offset, out NativeType? array, out CValue contents) ? End(offset, array!, Initializer.CountFor(array!, contents)) : 0;

    /// <summary>Whether an initializer gives the flexible array its contents, or its length.</summary>
    public static bool IsGiven(NativeType type, in CValue initializer) => Find(type, initializer, out _, out _, out _);

    /// <summary>Where a flexible array with a number of elements ends, in bytes from its record's start.</summary>
    public static long End(long offset, NativeType array, long count)
    {
        Int128 end = offset + ((Int128)count * array.Item.Size);
        return end <= long.MaxValue ? (long)end : throw UsageErrors.TooLong(count, array.Type);
    }

    /// <summary>Whether a member's type is an array that the record does not say the length of.</summary>
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

        // Only the last member can end in one.
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
