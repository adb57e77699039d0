using Cffi.Backend.Native.Calls;
using Cffi.Backend.Native.Memory;
using Cffi.Core.Abi;

namespace Cffi.Backend.Native.Callbacks;

/// <summary>Where a callback finds one of its arguments.</summary>
internal readonly unsafe struct CallbackParameter
{
    private readonly int offset;
    private readonly bool isOnStack;

    public CallbackParameter(ArgumentPlan plan)
    {
        Type = NativeType.Of(plan.Type);
        Pieces = [.. plan.Pieces];
        IsInOnePlace = Pieces.Length == 1;
        if (IsInOnePlace)
        {
            isOnStack = Pieces[0].Location == ArgumentLocation.Stack;
            offset = isOnStack ? Pieces[0].Index * RegisterBlock.WordSize : RegisterBlock.OffsetOf(Pieces[0]);
        }
    }

    public NativeType Type { get; }

    public ArgumentPiece[] Pieces { get; }

    /// <summary>Whether the argument's bytes lie together.</summary>
    public bool IsInOnePlace { get; }

    /// <summary>The argument's bytes, where they lie together.</summary>
    // Valid while the callback runs: the frame is the entry point's, the stack words the caller's.
    public byte* Locate(UpcallFrame* frame) => (isOnStack ? (byte*)frame->Stack : (byte*)frame) + offset;

    /// <summary>The bytes of a piece.</summary>
    public static byte* Locate(ArgumentPiece piece, UpcallFrame* frame) => piece.Location == ArgumentLocation.Stack
        ? (byte*)(frame->Stack + piece.Index)
        : (byte*)frame + RegisterBlock.OffsetOf(piece);
}
