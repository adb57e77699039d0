using System.Diagnostics;
using System.Runtime.CompilerServices;
using Cffi.Backend.Native;
using Cffi.Backend.Native.Access;
using Cffi.Backend.Native.Conversion;
using Cffi.Backend.Native.Values;

namespace Cffi;

/// <summary>A member of a record, resolved once: reads and writes without conversion or allocation.</summary>
/// <typeparam name="T">A .NET type with the size and representation of the member.</typeparam>
/// <remarks>Immutable; any thread. Null, disposal and the bounds of owned memory are checked at each access.</remarks>
[DebuggerDisplay("{record.CName,nq}, offset {offset}")]
public sealed unsafe class CMemberAccessor<T>
    where T : unmanaged
{
    private readonly CType record;
    private readonly long offset;

    private CMemberAccessor(CType record, long offset)
    {
        this.record = record;
        this.offset = offset;
    }

    /// <summary>Reads the member.</summary>
    /// <param name="data">The record, or a pointer to it.</param>
    /// <exception cref="CffiTypeException">The data has another type.</exception>
    /// <exception cref="CffiNullPointerException">The pointer is null.</exception>
    public T Get(CData data)
    {
        // AddressIn has checked that the member's bytes are accessible.
        T value = Unsafe.ReadUnaligned<T>((void*)AddressIn(data));
        GC.KeepAlive(data);
        return value;
    }

    /// <summary>Writes the member.</summary>
    /// <inheritdoc cref="Get"/>
    public void Set(CData data, T value)
    {
        Unsafe.WriteUnaligned((void*)AddressIn(data), value);
        GC.KeepAlive(data);
    }

    internal static CMemberAccessor<T> Create(NativeType record, string member)
    {
        if (record.Representation != Representation.Record)
        {
            throw CommonErrors.WrongOperation(record.Type, "take a member of");
        }

        ReadOnlySpan<CValue> path = [member];
        (long offset, NativeType type) = MemberPath.Resolve(record, path);
        return BlittableArray.HasSameValues(typeof(T), type.Representation)
            ? new CMemberAccessor<T>(record.Type.Unqualified, offset)
            : throw UsageErrors.WrongSpanElement(type.Type, typeof(T).Name);
    }

    private nint AddressIn(CData data)
    {
        CommonErrors.ThrowIfNull(data);
        NativeType type = data.NativeType;
        NativeType found = type.Representation == Representation.Pointer ? type.Item : type;
        if (!ReferenceEquals(found.Type.Unqualified, record))
        {
            throw CommonErrors.WrongOperation(data.Type, $"read a member of '{record.CName}' in");
        }

        nint start = data.Address;
        return start != 0
            ? data.Accessible(start + (nint)offset, sizeof(T))
            : throw UsageErrors.NullPointer(data.Type, "read a member through");
    }
}
