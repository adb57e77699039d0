namespace Cffi.Core.CallPlans;

/// <summary>The stack argument area of a call while arguments are added.</summary>
internal sealed class StackArea(CFunctionType function, Target target)
{
    private const int LeastAlignment = 16;
    private long size;

    /// <summary>Its size so far in bytes.</summary>
    public int Size => (int)size;

    /// <summary>The alignment in bytes that it needs.</summary>
    public int Alignment { get; private set; } = LeastAlignment;

    /// <summary>Adds an argument, or the rest of one.</summary>
    /// <param name="offset">The offset in the argument from which on its bytes are on the stack.</param>
    /// <param name="bytes">How many these are.</param>
    /// <param name="taken">How many bytes of the area they take.</param>
    /// <param name="alignment">In bytes.</param>
    /// <exception cref="CffiUnsupportedException">No stack holds it.</exception>
    public ArgumentPiece Add(int offset, long bytes, long taken, int alignment)
    {
        long place = ByteArithmetic.AlignUp(size, alignment);
        size = place + taken;
        Alignment = Math.Max(Alignment, alignment);
        return size <= int.MaxValue
            ? new ArgumentPiece(ArgumentLocation.Stack, (int)place, offset, (int)bytes)
            : throw AbiErrors.StackTooLarge(function, target);
    }
}
