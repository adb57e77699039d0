using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Cffi.Backend.Native.Conversion;
using Cffi.Backend.Native.Executors;
using Cffi.Backend.Native.Memory;
using Cffi.Backend.Native.Values;
using Cffi.Core.CallPlans;

namespace Cffi.Backend.Native.Callbacks;

/// <summary>Writes a callback's result to the location where its caller expects it.</summary>
internal static unsafe class UpcallResult
{
    /// <summary>Converts and writes the returned value of a body.</summary>
    public static void Write<T>(CallbackSignature signature, T value, UpcallFrame* frame)
    {
        try
        {
            WriteValue(signature, ValueConversion.From(value), frame);
        }
        catch (CffiUsageException error)
        {
            throw CallbackErrors.InCallback(error, "the result", signature);
        }
    }

    /// <summary>Converts and writes a value; an empty value means zero.</summary>
    public static void WriteValue(CallbackSignature signature, in CValue value, UpcallFrame* frame)
    {
        NativeType type = signature.Result;
        if (type.Representation == Representation.None)
        {
            return;
        }

        if (signature.UsesBlock)
        {
            var result = (byte*)((BlockFrame*)frame)->Block[0];
            NativeMemory.Clear(result, (nuint)type.Size);
            Assign(type, value, result);
            return;
        }

        if (signature.ResultKind == ResultKind.Memory)
        {
            // The caller passed the address for the result, which the callee must return (System V psABI 3.2.3, Windows x64).
            byte* memory = signature.ResultAddress(frame);
            NativeMemory.Clear(memory, (nuint)type.Size);
            Assign(type, value, memory);
            frame->ReturnGeneral.First = (nint)memory;
            return;
        }

        long* words = stackalloc long[RegisterBlock.MostResultBytes / RegisterBlock.WordSize];
        new Span<long>(words, RegisterBlock.MostResultBytes / RegisterBlock.WordSize).Clear();
        if (type.IsScalar && WordForm.Has(type.Representation))
        {
            words[0] = value.Kind == CValueKind.None ? 0 : ScalarWriter.ToWord(type, value);
        }
        else
        {
            Assign(type, value, words);
        }

        Distribute(signature, words, frame);
    }

    /// <summary>Checks that a value can be returned, because an error would be too late at a call.</summary>
    /// <exception cref="CffiUsageException">The value cannot be returned.</exception>
    public static void Check(CallbackSignature signature, in CValue value)
    {
        if (signature.Result.Representation != Representation.None && value.Kind != CValueKind.None)
        {
            using NativeBlock memory = NativeBlock.Allocate(signature.Result.Size, signature.Result.Alignment);
            Initializer.Assign(signature.Result, value, (void*)memory.Address);
        }
    }

    private static void Assign(NativeType type, in CValue value, void* destination)
    {
        if (value.Kind != CValueKind.None)
        {
            Initializer.Assign(type, value, destination);
        }
    }

    // From the order in memory to registers.
    private static void Distribute(CallbackSignature signature, long* words, UpcallFrame* frame)
    {
        var floating = (long*)&frame->ReturnFloating;
        var general = (long*)&frame->ReturnGeneral;
        switch (signature.ResultKind)
        {
            case ResultKind.Floating:
                floating[0] = words[0];
                floating[1] = words[1];
                break;
            case ResultKind.GeneralGeneral:
                general[0] = words[0];
                general[1] = words[1];
                break;
            case ResultKind.FloatingFloating:
                floating[0] = words[0];
                floating[2] = words[1];
                break;
            case ResultKind.GeneralFloating:
                general[0] = words[0];
                floating[0] = words[1];
                break;
            case ResultKind.FloatingGeneral:
                floating[0] = words[0];
                general[0] = words[1];
                break;
            case ResultKind.Homogeneous:
                for (int i = 0; i < RegisterBlock.MostResultBytes / RegisterBlock.VectorSize; i++)
                {
                    Unsafe.CopyBlockUnaligned(floating + (2 * i), (byte*)words + (i * signature.ElementSize), (uint)signature.ElementSize);
                }

                break;
            case ResultKind.X87 or ResultKind.X87Pair:
                frame->X87Count = signature.ResultKind == ResultKind.X87 ? 1 : 2;
                Unsafe.CopyBlockUnaligned(floating, words, 2 * RegisterBlock.VectorSize);
                break;
            default:
                general[0] = words[0];
                break;
        }
    }
}
