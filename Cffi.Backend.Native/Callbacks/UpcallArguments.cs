using System.Runtime.CompilerServices;
using Cffi.Backend.Native.Conversion;
using Cffi.Backend.Native.Memory;
using Cffi.Core.Abi;

namespace Cffi.Backend.Native.Callbacks;

/// <summary>Reads what C passed to a callback.</summary>
internal static unsafe class UpcallArguments
{
    /// <summary>An argument of any type, through C data.</summary>
    public static T Read<T>(in CallbackParameter parameter, UpcallFrame* frame)
    {
        CData data = ReadData(parameter, frame);
        return typeof(T) == typeof(CData) ? (T)(object)data : data.As<T>();
    }

    /// <summary>An argument as C data; records are copied, since the registers and the caller's frame do not last.</summary>
    public static CData ReadData(in CallbackParameter parameter, UpcallFrame* frame)
    {
        NativeType type = parameter.Type;
        if (type.IsScalar && parameter.IsInOnePlace)
        {
            return CData.Load(type, (nint)parameter.Locate(frame), null);
        }

        NativeBlock block = NativeBlock.Allocate(type.Size, type.Alignment);
        foreach (ArgumentPiece piece in parameter.Pieces)
        {
            Unsafe.CopyBlockUnaligned((byte*)block.Address + piece.Offset, CallbackParameter.Locate(piece, frame), (uint)piece.Size);
        }

        return type.Representation == Representation.Record
            ? CData.OfOwned(type, block)
            : Copied(type, block);
    }

    private static CData Copied(NativeType type, NativeBlock block)
    {
        CData data = CData.Load(type, block.Address, null);
        block.Dispose();
        return data;
    }
}
