using System.Runtime.CompilerServices;
using Cffi.Backend.Native.Conversion;
using Cffi.Core.Abi;

namespace Cffi.Backend.Native.Callbacks;

/// <summary>Reads one argument of a callback as one .NET type; how is decided when the callback is made.</summary>
internal readonly unsafe struct ArgumentReader<T>
{
    private readonly CallbackParameter parameter;
    private readonly int directOffset;

    public ArgumentReader(CallbackParameter parameter)
    {
        this.parameter = parameter;
        bool isDirect = parameter.IsInOnePlace && parameter.Pieces[0].Location != ArgumentLocation.Stack
            && NaturalType.Is(typeof(T), parameter.Type.Representation);
        directOffset = isDirect ? Calls.RegisterBlock.OffsetOf(parameter.Pieces[0]) : -1;
    }

    /// <summary>The argument.</summary>
    // The frame is the running callback's; a direct argument has the bytes of T at its offset.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Read(UpcallFrame* frame) => directOffset >= 0
        ? Unsafe.ReadUnaligned<T>((byte*)frame + directOffset)
        : UpcallArguments.Read<T>(parameter, frame);
}
