using Cffi.Backend.Native.Executors;
using Cffi.Backend.Native.Values;
using Cffi.Core.CallPlans;

namespace Cffi.Backend.Native.Calls;

/// <summary>The way to write one argument into the register block.</summary>
internal readonly struct ArgumentStep
{
    /// <summary>Makes the step for an argument that a call plan passes.</summary>
    /// <param name="plan">The argument.</param>
    /// <param name="registers">The offsets in the block.</param>
    /// <param name="copyOffset">The offset in the block for the copy of an indirect argument.</param>
    public ArgumentStep(ArgumentPlan plan, RegisterFile registers, int copyOffset)
    {
        Type = NativeType.Of(plan.Type);
        Representation = Type.Representation;
        Pieces = new PlacedPiece[plan.Pieces.Count];
        for (int i = 0; i < Pieces.Length; i++)
        {
            ArgumentPiece piece = plan.Pieces[i];
            Pieces[i] = new PlacedPiece(registers.OffsetOf(piece), piece.Offset, piece.Size);
        }

        WordOffset = !plan.IsIndirect && Type.IsScalar && WordForm.Has(Representation) && HasOnePlace ? Pieces[0].Place : -1;
        CopyOffset = plan.IsIndirect ? copyOffset : -1;
        CopyAlignment = plan.CopyAlignment;
    }

    /// <summary>Makes the step for an argument whose address a compiled stub takes.</summary>
    public ArgumentStep(NativeType type)
    {
        Type = type;
        Representation = type.Representation;
        WordOffset = -1;
        CopyOffset = -1;
        Pieces = [];
    }

    public NativeType Type { get; }

    /// <summary>The locations of the bytes of the C representation, or of the address of its copy.</summary>
    public PlacedPiece[] Pieces { get; }

    /// <summary>For a scalar of at most eight bytes: the offset of its word in the block, in bytes; otherwise -1.</summary>
    public int WordOffset { get; }

    /// <summary>For an argument that is passed by the address of a copy: the offset of the copy in the block before it is aligned, in bytes; otherwise -1.</summary>
    public int CopyOffset { get; }

    /// <summary>The alignment of that copy in bytes.</summary>
    public int CopyAlignment { get; }

    /// <summary>The representation of the type, stored here because every call needs it.</summary>
    public Representation Representation { get; }

    public bool IsWord => WordOffset >= 0;

    // Windows x64 passes a variadic floating-point number in two registers, which have one place in the block.
    private bool HasOnePlace
    {
        get
        {
            foreach (PlacedPiece piece in Pieces)
            {
                if (piece.Place != Pieces[0].Place)
                {
                    return false;
                }
            }

            return Pieces.Length > 0;
        }
    }

    /// <summary>Bytes of an argument that are contiguous in the block.</summary>
    /// <param name="Place">Their offset in the block, in bytes.</param>
    /// <param name="Offset">Their offset in the C representation, in bytes.</param>
    /// <param name="Size">Their number.</param>
    public readonly record struct PlacedPiece(int Place, int Offset, int Size);
}
