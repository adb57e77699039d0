using System.Runtime.InteropServices;
using Cffi.Backend.Native.Conversion;
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
            var result = (byte*)frame->Block[0];
            NativeMemory.Clear(result, (nuint)type.Size);
            Assign(type, value, result);
            return;
        }

        if (signature.ResultKind == ResultKind.Memory)
        {
            // The caller passed the address for the result (psABI 3.2.3), which the callee must return.
            var memory = (byte*)frame->General.First;
            NativeMemory.Clear(memory, (nuint)type.Size);
            Assign(type, value, memory);
            frame->ReturnGeneral.First = (nint)memory;
            return;
        }

        // Two registers hold a result that is not in memory.
        long* words = stackalloc long[2];
        words[0] = words[1] = 0;
        if (type.IsScalar && WordForm.Has(type.Representation))
        {
            words[0] = value.Kind == CValueKind.None ? 0 : ScalarWriter.ToWord(type, value);
        }
        else
        {
            Assign(type, value, words);
        }

        Distribute(signature.ResultKind, words, frame);
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

    private static void Distribute(ResultKind kind, long* words, UpcallFrame* frame)
    {
        bool isFirstFloating = kind is ResultKind.Floating or ResultKind.FloatingFloating or ResultKind.FloatingGeneral;
        bool isSecondFloating = kind is ResultKind.FloatingFloating or ResultKind.GeneralFloating;
        long* first = (long*)(isFirstFloating ? (void*)&frame->ReturnFloating : &frame->ReturnGeneral);
        long* second = (long*)(isSecondFloating ? (void*)&frame->ReturnFloating : &frame->ReturnGeneral);
        *first = words[0];
        if (kind is not (ResultKind.General or ResultKind.Floating))
        {
            second[first == second ? 1 : 0] = words[1];
        }
    }
}
