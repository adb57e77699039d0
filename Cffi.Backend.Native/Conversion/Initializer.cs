using System.Collections;
using Cffi.Backend.Native.Values;

namespace Cffi.Backend.Native.Conversion;

/// <summary>Writes .NET values into C objects of any type: scalars, arrays from lists, records from lists or by name.</summary>
internal static unsafe class Initializer
{
    /// <summary>Assigns a value to the object at an address.</summary>
    /// <remarks>If a list is shorter than the array or record, the rest stays unchanged.</remarks>
    // The caller has checked that the type's size in bytes is writable at destination.
    public static void Assign(NativeType type, in CValue value, void* destination) => Assign(type, value, destination, 0);

    /// <summary>Assigns a value to the object at an address, which a flexible array may follow.</summary>
    /// <param name="type">The object's type.</param>
    /// <param name="value">The value.</param>
    /// <param name="destination">Memory for the object.</param>
    /// <param name="capacity">The size of the memory in bytes, if it is larger than the type; otherwise 0.</param>
    public static void Assign(NativeType type, in CValue value, void* destination, long capacity)
    {
        switch (type.Representation)
        {
            case Representation.None:
                throw CommonErrors.WrongOperation(type.Type, "assign to");
            case Representation.Array:
                AssignArray(type.Item, type.ArrayLength, type, value, (byte*)destination);
                break;
            case Representation.Record:
                AssignRecord(type, value, (byte*)destination, capacity);
                break;
            default:
                ScalarWriter.Write(type, value, destination);
                break;
        }
    }

    /// <summary>Assigns one object to a member, which may be a bit-field.</summary>
    // The caller has checked that the record at start is writable.
    public static void AssignMember(in FieldLayout field, in CValue value, byte* start, long capacity = 0)
    {
        NativeType type = NativeType.Of(field.Member.Type);
        if (FlexibleArray.Is(type))
        {
            AssignFlexible(field, type, value, start, capacity);
            return;
        }

        if (field.Member.BitWidth is { } width)
        {
            BitField.Write(field, width, type, value, start);
        }
        else
        {
            Assign(type, value, start + field.Offset, capacity - field.Offset);
        }
    }

    /// <summary>Whether the end of a member is the end of its record, so that a flexible array in it has the room behind the record.</summary>
    public static bool IsLast(in FieldLayout field, RecordLayout layout) =>
        layout.HasFlexibleArrayMember && (FlexibleArray.Is(NativeType.Of(field.Member.Type)) || ReferenceEquals(field.Member, layout.Fields[^1].Member));

    /// <summary>The members that take initializers.</summary>
    public static FieldLayout[] Named(RecordLayout layout) => [.. layout.Fields.Where(static field => field.Member.Name is not null || field.Member.IsAnonymousRecord)];

    // A number is a length, as for New; the elements are zero.
    private static void AssignFlexible(in FieldLayout field, NativeType type, in CValue value, byte* start, long capacity)
    {
        long count = CountFor(type, value);
        if (count > 0 && FlexibleArray.End(field.Offset, type, count) > capacity)
        {
            throw UsageErrors.NoRoomForFlexible(count, type.Type);
        }

        if (value.Kind is CValueKind.String or CValueKind.Array or CValueKind.Data)
        {
            AssignArray(type.Item, count, type, value, start + field.Offset);
        }
    }

    /// <summary>The number of elements of an initializer for an array type without a length; a number is the count itself.</summary>
    public static long CountFor(NativeType array, in CValue value)
    {
        switch (value.Kind)
        {
            case CValueKind.String when TextEncoder.IsTextUnit(array.Item.Representation):
                return TextEncoder.CountUnits(array.Item.Representation, (string)value.Reference!) + 1;
            case CValueKind.Array:
                return ((Array)value.Reference!).LongLength;
            case CValueKind.Data when value.Reference is CData { HasDeferredValue: false } data && data.NativeType.Representation == Representation.Array:
                return data.Length;
            case CValueKind.Data or CValueKind.String or CValueKind.Single or CValueKind.Double or CValueKind.Complex or CValueKind.None:
                throw ConversionErrors.NotAssignable(value, array.Type, "write a length, a string or an array for an array of open length");
            default:
                var count = ValueConversion.ToBigInteger(value, "length");
                if (count.Sign < 0)
                {
                    throw UsageErrors.NegativeLength(count, array.Type);
                }

                return count <= long.MaxValue ? (long)count : throw UsageErrors.TooLong(count, array.Type);
        }
    }

    /// <summary>Checks that a list, text or array for a slice has the same number of elements. Other values are refused elsewhere.</summary>
    /// <exception cref="CffiIndexException">It has a different number of elements.</exception>
    public static void CheckLength(NativeType slice, in CValue value)
    {
        long wanted = slice.ArrayLength;
        long given = value.Reference switch
        {
            string text when TextEncoder.IsTextUnit(slice.Item.Representation) => TextEncoder.CountUnits(slice.Item.Representation, text),
            Array { Rank: 1 } array => array.LongLength,
            CData { NativeType.Representation: Representation.Array } data => data.Length,
            _ => wanted,
        };
        if (given != wanted && !(value.Kind == CValueKind.String && given + 1 == wanted))
        {
            throw UsageErrors.SliceLength(given, slice.Type);
        }
    }

    private static void AssignArray(NativeType item, long length, NativeType type, in CValue value, byte* destination)
    {
        if (value is { Kind: CValueKind.String, Reference: string text } && TextEncoder.IsTextUnit(item.Representation))
        {
            long units = TextEncoder.CountUnits(item.Representation, text);
            if (units > length)
            {
                throw UsageErrors.TooManyInitializers(units, type.Type);
            }

            TextEncoder.Write(item.Representation, text, destination, units);

            // A full array takes the text without its NUL, as in C (6.7.9p14).
            if (units < length)
            {
                new Span<byte>(destination + (units * item.Size), (int)item.Size).Clear();
            }

            return;
        }

        switch (value.Reference)
        {
            case Array { Rank: 1 } array:
                AssignElements(item, length, type, array, destination);
                break;
            case CData { HasDeferredValue: false } data when data.NativeType.Representation == Representation.Array
                && ReferenceEquals(data.NativeType.Item.Type.Unqualified, item.Type.Unqualified):
                if (data.Length > length)
                {
                    throw UsageErrors.TooManyInitializers(data.Length, type.Type);
                }

                data.CopyTo(destination);
                break;
            default:
                throw ConversionErrors.NotAssignable(value, type.Type, value.Kind == CValueKind.Array ? "pass an array of arrays" : null);
        }
    }

    private static void AssignElements(NativeType item, long length, NativeType type, Array array, byte* destination)
    {
        if (array.LongLength > length)
        {
            throw UsageErrors.TooManyInitializers(array.LongLength, type.Type);
        }

        if (BlittableArray.HasSameValues(array, item))
        {
            BlittableArray.Copy(array, item, destination);
            return;
        }

        long size = item.Size;
        foreach (object? element in array)
        {
            Assign(item, CValue.From(element), destination);
            destination += size;
        }
    }

    private static void AssignRecord(NativeType type, in CValue value, byte* destination, long capacity)
    {
        switch (value.Reference)
        {
            case CData { HasDeferredValue: false } data when ReferenceEquals(data.Type.Unqualified, type.Type.Unqualified):
                data.CopyTo(destination);
                break;
            case Array values when type.Type.Unqualified is CRecordType:
                AssignInOrder(type, values, destination, capacity);
                break;
            default:
                throw ConversionErrors.NotAssignable(value, type.Type, "pass a record of the same type, or an array with the values of the members");
        }
    }

    // A union takes only its first named member, a struct takes as many members as the list has (C11 6.7.9p17).
    private static void AssignInOrder(NativeType type, IEnumerable values, byte* destination, long capacity)
    {
        FieldLayout[] named = Named(type.Layout);
        int allowed = type.Type.Kind == CTypeKind.Union ? Math.Min(1, named.Length) : named.Length;
        int index = 0;
        foreach (object? value in values)
        {
            if (index == allowed)
            {
                throw UsageErrors.TooManyInitializers(index + 1, type.Type);
            }

            FieldLayout field = named[index++];
            AssignMember(field, CValue.From(value), destination, IsLast(field, type.Layout) ? capacity : 0);
        }
    }
}
