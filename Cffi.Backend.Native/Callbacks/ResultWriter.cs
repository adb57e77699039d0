using System.Runtime.CompilerServices;
using Cffi.Backend.Native.Conversion;
using Cffi.Backend.Native.Executors;
using Cffi.Core.CallPlans;

namespace Cffi.Backend.Native.Callbacks;

/// <summary>Writes the result of a callback from one .NET type. The way is chosen when the callback is made.</summary>
internal readonly unsafe struct ResultWriter<T>
{
    private readonly CallbackSignature signature;
    private readonly int directOffset;

    public ResultWriter(CallbackSignature signature)
    {
        this.signature = signature;

        // At least 32 bits: narrower results are extended, because callers that clang compiled expect it.
        bool isDirect = signature.ResultKind is ResultKind.General or ResultKind.Floating
            && Unsafe.SizeOf<T>() >= sizeof(int) && NaturalType.Is(typeof(T), signature.Result.Representation);
        directOffset = !isDirect ? -1 : signature.ResultKind == ResultKind.General ? UpcallFrame.ReturnGeneralOffset : UpcallFrame.ReturnFloatingOffset;
    }

    /// <summary>Writes the result to the location from which the entry point reads it.</summary>
    // The frame belongs to the running callback and has eight bytes at the offset.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Write(T value, UpcallFrame* frame)
    {
        if (directOffset >= 0)
        {
            Unsafe.WriteUnaligned((byte*)frame + directOffset, value);
        }
        else
        {
            UpcallResult.Write(signature, value, frame);
        }
    }
}
