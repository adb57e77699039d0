namespace Cffi.Core.CallPlans;

/// <summary>The registers or stack bytes of one argument. Immutable.</summary>
internal sealed class ArgumentPlan
{
    internal ArgumentPlan(CType type, IReadOnlyList<ArgumentPiece> pieces)
    {
        Type = type;
        Pieces = pieces;
    }

    /// <summary>The type of the argument.</summary>
    public CType Type { get; }

    /// <summary>
    /// The pieces of the argument, or of the address of its copy if it <see cref="IsIndirect"/>; in the order of their offsets;
    /// empty if nothing is passed (a GNU empty record).
    /// </summary>
    /// <remarks>
    /// Two pieces can have the same bytes: a variadic function on Windows x64 finds a floating-point number in both registers.
    /// Bytes of a register or of the last stack word that no piece covers are unspecified, with one exception that
    /// compilers rely on (<see cref="CallPlan.ExtendsIntegers"/>).
    /// </remarks>
    public IReadOnlyList<ArgumentPiece> Pieces { get; }

    /// <summary>Whether the caller passes the address of a copy that it has made, and that the callee may change.</summary>
    public bool IsIndirect => CopyAlignment > 0;

    /// <summary>The alignment of the copy in bytes; 0 if there is none.</summary>
    public int CopyAlignment { get; internal init; }
}
