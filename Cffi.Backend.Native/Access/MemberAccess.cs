using Cffi.Backend.Native.Conversion;
using Cffi.Backend.Native.Memory;
using Cffi.Backend.Native.Values;

namespace Cffi.Backend.Native.Access;

/// <summary>Members of a record, or of the record that a pointer points to, by name.</summary>
internal static unsafe class MemberAccess
{
    public static CData Read(CData data, string member)
    {
        FieldLayout field = Find(data, member, out nint start);
        var type = NativeType.Of(field.Member.Type);

        // The record is accessible, including all of its members.
        CData value = field.Member.BitWidth is { } width
            ? BitField.Read(field, width, type, (byte*)start)
            : CData.Load(FlexibleArray.Is(type) ? OfKnownLength(type, start, field.Offset, data.Owner) : type, start + (nint)field.Offset, data.Owner);
        GC.KeepAlive(data);
        return value;
    }

    public static void Write(CData data, string member, CData? value)
    {
        FieldLayout field = Find(data, member, out nint start);
        Initializer.AssignMember(field, value, (byte*)start, Initializer.IsLast(field, RecordType(data).Layout) ? RoomFrom(start, data.Owner) : 0);
        GC.KeepAlive(value);
        GC.KeepAlive(data);
    }

    /// <summary>The number of bytes from an address to the end of the record in which it is; 0 if it is not known.</summary>
    // New allocated the memory and knows its size.
    public static long RoomFrom(nint start, MemoryOwner? owner) =>
        owner is NativeBlock { EndOfRecord: > 0 } block && start >= block.Address ? Math.Max(block.EndOfRecord - (start - block.Address), 0) : 0;

    private static NativeType OfKnownLength(NativeType array, nint start, long offset, MemoryOwner? owner) =>
        array.Item.Size > 0 && RoomFrom(start, owner) is > 0 and var room && offset <= room
            ? NativeType.Of(array.Item.Type.ArrayOf((room - offset) / array.Item.Size))
            : array;

    private static FieldLayout Find(CData data, string member, out nint start)
    {
        CommonErrors.ThrowIfNull(member);
        NativeType record = RecordType(data);
        RecordLayout layout = record.Layout;
        if (!layout.TryFind(member, out FieldLayout field))
        {
            throw CommonErrors.NoMember(member, record.Type, layout.MemberNames);
        }

        // Read once, because another thread can change a pointer variable.
        nint address = data.Address;
        start = address != 0
            ? data.Accessible(address, record.Size)
            : throw UsageErrors.NullPointer(data.Type, $"read member '{member}' through");
        return field;
    }

    private static NativeType RecordType(CData data)
    {
        NativeType record = data.NativeType.Representation == Representation.Pointer ? data.NativeType.Item : data.NativeType;
        return record.Representation == Representation.Record ? record : throw CommonErrors.WrongOperation(data.Type, "read a member of");
    }
}
