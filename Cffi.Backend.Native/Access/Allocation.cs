using Cffi.Backend.Native.Conversion;
using Cffi.Backend.Native.Memory;
using Cffi.Backend.Native.Values;

namespace Cffi.Backend.Native.Access;

/// <summary>Makes owned memory for <see cref="Ffi.New"/>.</summary>
internal static unsafe class Allocation
{
    public static CData NewPointer(NativeType pointer, in CValue initializer)
    {
        NativeType item = pointer.Item;
        if (item.IsScalar && IsList(initializer, item))
        {
            throw ConversionErrors.NotAssignable(initializer, item.Type, $"New of a pointer makes one object; for several objects, or for text, use New(\"{CTypePrinter.Print(item.Type, "[]")}\", ...)");
        }

        long size = Math.Max(item.Size, FlexibleArray.SizeFor(item, initializer));
        NativeBlock block = NativeBlock.Allocate(size, item.Alignment);
        block.EndOfRecord = size > item.Size || FlexibleArray.IsGiven(item, initializer) ? FlexibleArray.SizeFor(item, initializer) : item.Size;
        return Initialized(CData.OfOwned(pointer, block), item, initializer);
    }

    public static CData NewArray(NativeType array, in CValue initializer)
    {
        NativeType item = array.Item;
        if (array.ArrayLength >= 0)
        {
            return Initialized(CData.OfOwned(array, NativeBlock.Allocate(array.Size, item.Alignment)), array, initializer);
        }

        if (initializer.Kind == CValueKind.None)
        {
            throw CommonErrors.WrongOperation(array.Type, "allocate", "write a length, a string or an array for an array of open length");
        }

        long count = Initializer.CountFor(array, initializer);
        if (item.Size > 0 && count > long.MaxValue / item.Size)
        {
            throw UsageErrors.TooLong(count, array.Type);
        }

        var type = NativeType.Of(item.Type.ArrayOf(count));
        CData data = CData.OfOwned(type, NativeBlock.Allocate(type.Size, item.Alignment));
        bool isLength = initializer.IsSmallInteger || initializer.Kind is CValueKind.Int128 or CValueKind.UInt128;
        return isLength ? data : Initialized(data, type, initializer);
    }

    // One character can be a string with one character, and the name of an enumerator is one value.
    private static bool IsList(in CValue value, NativeType item) => value.Kind == CValueKind.Array
        || (value is { Kind: CValueKind.String, Reference: string text } && item.Type.Unqualified is not CEnumType && !(text.Length == 1 && TextEncoder.IsTextUnit(item.Representation)));

    private static CData Initialized(CData data, NativeType type, in CValue initializer)
    {
        if (initializer.Kind != CValueKind.None)
        {
            try
            {
                // The memory belongs to the block and has the type's size.
                Initializer.Assign(type, initializer, (void*)data.Address, data.Owner!.Size);
            }
            catch
            {
                data.Dispose();
                throw;
            }
        }

        return data;
    }
}
