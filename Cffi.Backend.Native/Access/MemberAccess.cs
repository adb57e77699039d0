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
        var type = NativeType.Of(field.Member.Type);
        long length = FlexibleArray.Is(type) ? OfKnownLength(type, start, field.Offset, data.Owner).ArrayLength : 0;
        Initializer.AssignMember(field, value, (byte*)start, length > 0 ? FlexibleArray.End(field.Offset, type, length) : 0);
        GC.KeepAlive(value);
        GC.KeepAlive(data);
    }

    // New allocated the memory and knows its size.
    private static NativeType OfKnownLength(NativeType array, nint start, long offset, MemoryOwner? owner) =>
        owner is NativeBlock { EndOfRecord: > 0 } block && array.Item.Size > 0 && start >= block.Address && start - block.Address + offset <= block.EndOfRecord
            ? NativeType.Of(array.Item.Type.ArrayOf((block.EndOfRecord - (start - block.Address) - offset) / array.Item.Size))
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
