using System.Runtime.CompilerServices;
using Cffi.Backend.Native.Conversion;
using Cffi.Backend.Native.Executors;

namespace Cffi.Backend.Native.Callbacks;

/// <summary>Reads one argument of a callback as one .NET type. The way is chosen when the callback is made.</summary>
internal readonly unsafe struct ArgumentReader<T>
{
    private readonly CallbackSignature signature;
    private readonly int index;
    private readonly int directOffset;

    public ArgumentReader(CallbackSignature signature, int index)
    {
        this.signature = signature;
        this.index = index;
        CallbackParameter parameter = signature.Parameters[index];
        directOffset = parameter.IsInRegister && NaturalType.Is(typeof(T), parameter.Type.Representation)
            ? parameter.RegisterOffset
            : -1;
    }

    /// <summary>The argument.</summary>
    // The frame belongs to the running callback; a direct argument has the bytes of T at its offset.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Read(UpcallFrame* frame) => directOffset >= 0
        ? Unsafe.ReadUnaligned<T>((byte*)frame + directOffset)
        : UpcallArguments.Read<T>(signature, index, frame);
}
