using Cffi.Backend.Native.Values;

namespace Cffi.Backend.Native.Access;

/// <summary>Paths of member names and element indexes into a type.</summary>
internal static class MemberPath
{
    /// <summary>The offset in bytes and the type of a path.</summary>
    public static (long Offset, NativeType Type) Resolve(NativeType type, ReadOnlySpan<CValue> path)
    {
        long offset = 0;
        foreach (ref readonly CValue step in path)
        {
            if (step.Kind == CValueKind.String)
            {
                if (type.Representation != Representation.Record)
                {
                    throw CommonErrors.WrongOperation(type.Type, "take a member of");
                }

                string name = (string)step.Reference!;
                RecordLayout layout = type.Layout;
                if (!layout.TryFind(name, out FieldLayout field))
                {
                    throw CommonErrors.NoMember(name, type.Type, layout.MemberNames);
                }

                if (field.Member.BitWidth is not null)
                {
                    throw CommonErrors.WrongOperation(type.Type, $"take the offset or address of bit-field '{name}' of");
                }

                offset += field.Offset;
                type = NativeType.Of(field.Member.Type);
            }
            else
            {
                if (type.Representation != Representation.Array)
                {
                    throw CommonErrors.WrongOperation(type.Type, "take an element of");
                }

                long index = step.As<long>();
                long length = type.ArrayLength;

                // One past the end is a valid address too (C11 6.5.6p8).
                if (index < 0 || (length >= 0 && index > length))
                {
                    throw UsageErrors.IndexOutside(index, length, type.Type);
                }

                type = type.Item;
                Int128 end = offset + ((Int128)index * type.Size);
                offset = end <= long.MaxValue ? (long)end : throw UsageErrors.TooFar(index, type.Type);
            }
        }

        return (offset, type);
    }

    /// <summary>A pointer to data or to a part of it.</summary>
    public static CData AddressOf(CData data, ReadOnlySpan<CValue> path)
    {
        NativeType start = data.NativeType;
        if (start.Representation == Representation.Pointer && !path.IsEmpty)
        {
            if (data.IsNull)
            {
                throw UsageErrors.NullPointer(data.Type, "take an address through");
            }

            start = start.Item;
        }
        else if (start.Representation is not (Representation.Record or Representation.Array))
        {
            throw CommonErrors.WrongOperation(data.Type, "take the address of");
        }

        (long offset, NativeType type) = Resolve(start, path);
        data.Owner?.ThrowIfDisposed();
        return CData.OfPointer(NativeType.Of(type.Type.PointerTo()), data.Address + (nint)offset, data.Owner);
    }
}
