using System.Runtime.CompilerServices;
using Cffi.Backend.Native.Conversion;
using Cffi.Backend.Native.Executors;
using Cffi.Backend.Native.Memory;
using Cffi.Backend.Native.Values;
using Cffi.Core.CallPlans;

namespace Cffi.Backend.Native.Callbacks;

/// <summary>Reads the arguments of a callback.</summary>
internal static unsafe class UpcallArguments
{
    /// <summary>An argument of any type, through C data.</summary>
    /// <param name="signature">The callback's.</param>
    /// <param name="index">The argument.</param>
    /// <param name="frame">Where C's values are.</param>
    /// <param name="wanted">The type where that is known at run time only; null for <typeparamref name="T"/> itself.</param>
    public static T Read<T>(CallbackSignature signature, int index, UpcallFrame* frame, Type? wanted = null)
    {
        CData data = ReadData(signature.Parameters[index], frame);
        try
        {
            return wanted is not null ? (T)RuntimeConversion.Convert(data, wanted)!
                : typeof(T) == typeof(CData) ? (T)(object)data
                : data.As<T>();
        }
        catch (CffiUsageException error)
        {
            throw CallbackErrors.InCallback(error, $"argument {index + 1}", signature);
        }
    }

    /// <summary>An argument as C data. Records are copied, because the registers and the caller's frame are temporary.</summary>
    public static CData ReadData(in CallbackParameter parameter, UpcallFrame* frame)
    {
        NativeType type = parameter.Type;
        if (type.IsScalar && parameter.IsContiguous)
        {
            return CData.Load(type, (nint)parameter.Locate(frame), null);
        }

        NativeBlock block = NativeBlock.Allocate(type.Size, type.Alignment);
        if (parameter.IsContiguous)
        {
            Unsafe.CopyBlockUnaligned((byte*)block.Address, parameter.Locate(frame), (uint)type.Size);
            return CData.OfBlock(type, block);
        }

        foreach (ArgumentPiece piece in parameter.Pieces)
        {
            Unsafe.CopyBlockUnaligned((byte*)block.Address + piece.Offset, CallbackParameter.Locate(piece, frame), (uint)piece.Size);
        }

        return CData.OfBlock(type, block);
    }
}
