using Cffi.Backend.Native.Executors;
using Cffi.Backend.Native.Values;
using Cffi.Core.CallPlans;

namespace Cffi.Backend.Native.Callbacks;

/// <summary>The location of one argument of a callback.</summary>
internal readonly unsafe struct CallbackParameter
{
    private readonly int offset;
    private readonly Storage storage;

    /// <summary>An argument that C passes according to a call plan.</summary>
    public CallbackParameter(ArgumentPlan plan)
    {
        Type = NativeType.Of(plan.Type);
        Pieces = [.. plan.Pieces];
        if (Pieces.Length == 1)
        {
            bool isOnStack = Pieces[0].Location == ArgumentLocation.Stack;
            storage = (isOnStack, plan.IsIndirect) switch
            {
                (false, false) => Storage.Register,
                (true, false) => Storage.Stack,
                (false, true) => Storage.AddressInRegister,
                (true, true) => Storage.AddressOnStack,
            };
            offset = isOnStack ? Pieces[0].Place : CallExecutor.Current.Frame.OffsetOf(Pieces[0]);
        }
    }

    /// <summary>An argument whose address a compiled stub passes in a block.</summary>
    /// <param name="type">The parameter's type.</param>
    /// <param name="index">Its index in the block.</param>
    public CallbackParameter(NativeType type, int index)
    {
        Type = type;
        Pieces = [];
        storage = Storage.Block;
        offset = index * RegisterBlock.WordSize;
    }

    private enum Storage : byte
    {
        Scattered,
        Register,
        Stack,
        AddressInRegister,
        AddressOnStack,
        Block,
    }

    public NativeType Type { get; }

    public ArgumentPiece[] Pieces { get; }

    /// <summary>Whether the argument's bytes are contiguous.</summary>
    public bool IsContiguous => storage != Storage.Scattered;

    /// <summary>Whether the argument is in one register.</summary>
    public bool IsInRegister => storage == Storage.Register;

    /// <summary>The offset of that register in the frame, in bytes.</summary>
    public int RegisterOffset => offset;

    /// <summary>The argument's bytes, if they are contiguous.</summary>
    // Valid while the callback runs: the frame belongs to the entry point; the stack words and the block belong to the caller.
    public byte* Locate(UpcallFrame* frame) => storage switch
    {
        Storage.Register => (byte*)frame + offset,
        Storage.Stack => frame->Stack + offset,
        Storage.AddressInRegister => *(byte**)((byte*)frame + offset),
        Storage.AddressOnStack => *(byte**)(frame->Stack + offset),
        _ => *(byte**)((byte*)((BlockFrame*)frame)->Block + offset),
    };

    /// <summary>The bytes of a piece.</summary>
    public static byte* Locate(ArgumentPiece piece, UpcallFrame* frame) => piece.Location == ArgumentLocation.Stack
        ? frame->Stack + piece.Place
        : (byte*)frame + CallExecutor.Current.Frame.OffsetOf(piece);
}
