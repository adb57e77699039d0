namespace Cffi.Core.CallPlans;

/// <summary>The registers or stack words of one argument. Immutable.</summary>
internal sealed class ArgumentPlan
{
    internal ArgumentPlan(CType type, IReadOnlyList<ArgumentPiece> pieces)
    {
        Type = type;
        Pieces = pieces;
    }

    /// <summary>The type of the argument.</summary>
    public CType Type { get; }

    /// <summary>The pieces, in the order of their offsets; empty if nothing is passed (a GNU empty record).</summary>
    /// <remarks>
    /// Bytes of a register or of the last stack word that no piece covers are unspecified, with one exception that
    /// compilers rely on: integers below 32 bits are sign- or zero-extended to 32 by the caller.
    /// </remarks>
    public IReadOnlyList<ArgumentPiece> Pieces { get; }
}
