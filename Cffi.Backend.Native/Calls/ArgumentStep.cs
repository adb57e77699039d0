using Cffi.Backend.Native.Values;
using Cffi.Core.CallPlans;

namespace Cffi.Backend.Native.Calls;

/// <summary>The way to write one argument into the register block.</summary>
internal readonly struct ArgumentStep
{
    /// <summary>Makes the step.</summary>
    /// <param name="type">The parameter's type.</param>
    /// <param name="wordOffset">For a scalar of at most eight bytes: the offset of its word in the block, in bytes; otherwise -1.</param>
    /// <param name="pieces">For all other types: the locations of the bytes of its C representation.</param>
    public ArgumentStep(NativeType type, int wordOffset, ArgumentPiece[] pieces)
    {
        Type = type;
        Representation = type.Representation;
        WordOffset = wordOffset;
        Pieces = pieces;
    }

    public NativeType Type { get; }

    public ArgumentPiece[] Pieces { get; }

    public int WordOffset { get; }

    /// <summary>The representation of the type, stored here because every call needs it.</summary>
    public Representation Representation { get; }

    public bool IsWord => WordOffset >= 0;
}
