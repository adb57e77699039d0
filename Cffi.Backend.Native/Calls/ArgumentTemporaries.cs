using System.Runtime.InteropServices;
using Cffi.Backend.Native.Conversion;
using Cffi.Backend.Native.Values;

namespace Cffi.Backend.Native.Calls;

/// <summary>The temporaries of one call: text and lists that are copied to C memory, and pinned .NET arrays.</summary>
/// <remarks>Small temporaries are in the scratch memory of the caller's frame; <see cref="Free"/> frees the others.</remarks>
internal unsafe ref struct ArgumentTemporaries
{
    public const int ScratchSize = 512;
    private const int Alignment = 16;
    private byte* scratch;
    private int left;
    private List<nint>? blocks;
    private List<GCHandle>? pins;

    // The scratch memory has ScratchSize bytes in a frame that outlives the call.
    public ArgumentTemporaries(byte* scratch)
    {
        int skip = (int)(-(nint)scratch & (Alignment - 1));
        this.scratch = scratch + skip;
        left = ScratchSize - skip;
    }

    /// <summary>The address to pass for a pointer argument; strings and arrays become temporaries.</summary>
    public nint Address(NativeType pointer, in CValue value)
    {
        NativeType item = pointer.Item;
        switch (value.Reference)
        {
            case string text when TextEncoder.IsTextUnit(item.Representation) || item.Representation == Representation.None:
                return Text(item.Representation == Representation.None ? Representation.Char : item.Representation, text);
            case Array array when item.Representation == Representation.None ? IsPrimitive(array) : BlittableArray.IsInPlace(array, item):
                return Pin(array);
            case Array array when item.Representation is not Representation.None:
                return List(pointer, array, value);
            default:
                return PointerConversion.ToAddress(pointer, value);
        }
    }

    /// <summary>Zeroed memory for the duration of the call.</summary>
    public byte* Allocate(long size)
    {
        byte* memory;
        size = Math.Max(size, 1);

        // Rounded up only if that does not overflow.
        if (size <= left - Alignment)
        {
            long rounded = (size + Alignment - 1) & -Alignment;
            memory = scratch;
            scratch += rounded;
            left -= (int)rounded;
            new Span<byte>(memory, (int)rounded).Clear();
        }
        else
        {
            memory = (byte*)NativeMemory.AllocZeroed((nuint)size);
            (blocks ??= []).Add((nint)memory);
        }

        return memory;
    }

    /// <summary>Frees all temporaries.</summary>
    public readonly void Free()
    {
        if (blocks is not null)
        {
            foreach (nint block in blocks)
            {
                NativeMemory.Free((void*)block);
            }
        }

        if (pins is not null)
        {
            foreach (GCHandle pin in pins)
            {
                pin.Free();
            }
        }
    }

    // The qualifiers of an array are those of its elements (C11 6.7.3p9).
    private static bool IsConst(CType type) => (type.Qualifiers & CQualifiers.Const) != 0
        || (type.Unqualified is CArrayType array && IsConst(array.Item));

    private static bool IsPrimitive(Array array) => array.Rank == 1 && array.GetType().GetElementType() is { } element && (element.IsPrimitive || element.IsEnum);

    private nint Text(Representation unit, string text)
    {
        long units = TextEncoder.CountUnits(unit, text);
        byte* memory = Allocate((units + 1) * TextEncoder.UnitSize(unit));
        TextEncoder.Write(unit, text, memory, units);
        return (nint)memory;
    }

    // Pinned, not copied: the array shows what C writes.
    private nint Pin(Array array)
    {
        var pin = GCHandle.Alloc(array, GCHandleType.Pinned);
        (pins ??= []).Add(pin);
        return pin.AddrOfPinnedObject();
    }

    // Copied, but only if C cannot write to the copy, because the written values would be lost.
    private nint List(NativeType pointer, Array array, in CValue value)
    {
        NativeType item = pointer.Item;
        if (array.Rank != 1)
        {
            throw ConversionErrors.NotAssignable(value, pointer.Type, "pass an array of one dimension");
        }

        if (!IsConst(item.Type))
        {
            throw ConversionErrors.WouldBeLost(value, pointer.Type, BlittableArray.ElementFor(item.Representation));
        }

        Int128 size = (Int128)array.LongLength * item.Size;
        byte* memory = Allocate(size <= long.MaxValue ? (long)size : throw UsageErrors.TooLong(array.LongLength, pointer.Type));
        long offset = 0;
        foreach (object? element in array)
        {
            var elementValue = CValue.From(element);
            if (item.Representation == Representation.Pointer)
            {
                // The strings of a list, as for char **, are temporaries too.
                WordForm.Store(Representation.Pointer, Address(item, elementValue), memory + offset);
            }
            else
            {
                Initializer.Assign(item, elementValue, memory + offset);
            }

            offset += item.Size;
        }

        return (nint)memory;
    }
}
