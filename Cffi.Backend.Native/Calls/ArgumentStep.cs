using Cffi.Backend.Native.Values;
using Cffi.Core.CallPlans;

namespace Cffi.Backend.Native.Calls;

/// <summary>How one argument gets into the register block.</summary>
internal readonly struct ArgumentStep
{
    /// <summary>Makes the step.</summary>
    /// <param name="type">The parameter's type.</param>
    /// <param name="wordOffset">For a scalar of at most eight bytes: where its word goes, in bytes from the start of the block; else -1.</param>
    /// <param name="pieces">For everything else: which bytes of its C representation go where.</param>
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

    /// <summary>The type's representation, here because every call asks for it.</summary>
    public Representation Representation { get; }

    public bool IsWord => WordOffset >= 0;
}
