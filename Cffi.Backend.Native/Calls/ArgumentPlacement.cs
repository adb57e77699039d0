using System.Runtime.CompilerServices;
using Cffi.Backend.Native.Conversion;
using Cffi.Backend.Native.Executors;
using Cffi.Backend.Native.Values;

namespace Cffi.Backend.Native.Calls;

/// <summary>Writes arguments into the register block.</summary>
internal static unsafe class ArgumentPlacement
{
    /// <summary>Writes arguments of the common kinds, each a single word: numbers of the exact type, and pointers of the same type.</summary>
    /// <returns>Whether all arguments were of these kinds; if not, the caller starts again with <see cref="Place"/>.</returns>
    // The block has the signature's BlockSize bytes. This method has no exceptions and no handlers, because it runs in every call.
    public static bool TryPlaceWords(ReadOnlySpan<ArgumentStep> steps, ReadOnlySpan<CValue> arguments, byte* block)
    {
        for (int i = 0; i < steps.Length; i++)
        {
            ref readonly ArgumentStep step = ref steps[i];
            ref readonly CValue argument = ref arguments[i];
            if (!IsWord(step, argument, out long word))
            {
                return false;
            }

            *(long*)(block + step.WordOffset) = word;
        }

        return true;
    }

    /// <summary>Writes all arguments.</summary>
    // The block has the signature's BlockSize bytes; the temporaries live until the call has returned.
    public static void Place(CallSignature signature, string name, ReadOnlySpan<CValue> arguments, byte* block, ref ArgumentTemporaries temporaries)
    {
        ReadOnlySpan<ArgumentStep> steps = signature.Steps;
        int i = 0;
        try
        {
            for (; i < steps.Length; i++)
            {
                PlaceOne(steps[i], arguments[i], block, ref temporaries);
            }
        }
        catch (CffiUsageException error)
        {
            throw UsageErrors.InArgument(error, i, signature.Type, name);
        }
    }

    /// <summary>Writes the C representation of an argument.</summary>
    // source has the type's size in bytes; the block has space for every piece.
    public static void PlaceBytes(in ArgumentStep step, byte* source, byte* block)
    {
        if (step.IsWord)
        {
            *(long*)(block + step.WordOffset) = WordForm.Load(step.Type.Representation, source);
            return;
        }

        if (step.CopyOffset >= 0)
        {
            // The callee may change the copy.
            byte* copy = (byte*)(((nint)block + step.CopyOffset + step.CopyAlignment - 1) & -step.CopyAlignment);
            Unsafe.CopyBlockUnaligned(copy, source, (uint)step.Type.Size);
            *(byte**)(block + step.Pieces[0].Place) = copy;
            return;
        }

        foreach (ArgumentStep.PlacedPiece piece in step.Pieces)
        {
            byte* destination = block + piece.Place;
            if (piece.Size < RegisterBlock.WordSize)
            {
                *(long*)destination = 0;
            }

            Unsafe.CopyBlockUnaligned(destination, source + piece.Offset, (uint)piece.Size);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool IsWord(in ArgumentStep step, in CValue argument, out long word)
    {
        word = argument.Bits;
        switch (argument.Kind)
        {
            case CValueKind.Int32 or CValueKind.Int64 or CValueKind.NativeInt:
                return step.Representation == Representation.Int64
                    || (step.Representation == Representation.Int32 && word == (int)word)
                    || (step.Representation == Representation.UInt64 && word >= 0);
            case CValueKind.Double:
                return step.Representation == Representation.Double;
            case CValueKind.Data:
                bool isLive = TryGetAddress(step.Type, argument, out long address);
                word = address;
                return isLive && step.Representation == Representation.Pointer;
            default:
                return false;
        }
    }

    private static bool TryGetAddress(NativeType pointer, in CValue value, out long address)
    {
        address = 0;
        return value.Reference is null || (value.Reference is CData data && data.TryGetAddress(pointer, out address));
    }

    /// <summary>The address of the C representation of an argument: its own memory, or a temporary.</summary>
    public static byte* InMemory(NativeType type, in CValue value, ref ArgumentTemporaries temporaries)
    {
        if (type.Representation == Representation.Record && value.Reference is CData { HasDeferredValue: false } data && ReferenceEquals(data.Type.Unqualified, type.Type.Unqualified))
        {
            return (byte*)data.Accessible(data.Address, type.Size);
        }

        byte* memory = temporaries.Allocate(type.Size);
        if (type.Representation == Representation.Pointer)
        {
            *(nint*)memory = temporaries.Address(type, value);
        }
        else
        {
            Initializer.Assign(type, value, memory);
        }

        return memory;
    }

    private static void PlaceOne(in ArgumentStep step, in CValue value, byte* block, ref ArgumentTemporaries temporaries)
    {
        NativeType type = step.Type;
        if (step.IsWord)
        {
            *(long*)(block + step.WordOffset) = type.Representation == Representation.Pointer
                ? temporaries.Address(type, value)
                : ScalarWriter.ToWord(type, value);
        }
        else
        {
            PlaceBytes(step, InMemory(type, value, ref temporaries), block);
        }
    }
}
