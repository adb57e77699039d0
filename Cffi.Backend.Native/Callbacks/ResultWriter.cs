using System.Runtime.CompilerServices;
using Cffi.Backend.Native.Conversion;
using Cffi.Core.CallPlans;

namespace Cffi.Backend.Native.Callbacks;

/// <summary>Writes the result of a callback from one .NET type; how is decided when the callback is made.</summary>
internal readonly unsafe struct ResultWriter<T>
{
    private readonly CallbackSignature signature;
    private readonly int directOffset;

    public ResultWriter(CallbackSignature signature)
    {
        this.signature = signature;

        // At least 32 bits: narrower results are extended, as callers compiled by clang expect.
        bool isDirect = signature.ResultKind is ResultKind.General or ResultKind.Floating
            && Unsafe.SizeOf<T>() >= sizeof(int) && NaturalType.Is(typeof(T), signature.Result.Representation);
        directOffset = !isDirect ? -1 : signature.ResultKind == ResultKind.General ? UpcallFrame.ReturnGeneralOffset : UpcallFrame.ReturnFloatingOffset;
    }

    /// <summary>Puts the result where the entry point takes it from.</summary>
    // The frame is the running callback's, with eight bytes at the offset.
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
