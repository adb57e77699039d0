namespace Cffi.Core.CallPlans;

/// <summary>The location of the result of a call. Immutable.</summary>
internal sealed class ResultPlan
{
    private const int WordSize = 8;

    internal ResultPlan(CType type, ResultKind kind, long size)
    {
        Type = type;
        Kind = kind;
        Size = size;
    }

    /// <summary>The type of the result.</summary>
    public CType Type { get; }

    /// <summary>The kind of location.</summary>
    public ResultKind Kind { get; }

    /// <summary>The size of the result in bytes; 0 for <c>void</c>. Bytes of registers beyond it are unspecified.</summary>
    public long Size { get; }

    /// <summary>The size in bytes of each element of a <see cref="ResultKind.Homogeneous"/> result; otherwise 0.</summary>
    public int ElementSize { get; internal init; }

    /// <summary>The register in which the caller passes the address of a result in <see cref="ResultKind.Memory"/>.</summary>
    public ArgumentPiece Address { get; internal init; }

    /// <summary>The pieces in registers, in the order of their offsets; none for <c>void</c>, in memory and on the x87 stack.</summary>
    public IReadOnlyList<ArgumentPiece> Pieces
    {
        get
        {
            int size = (int)Math.Min(Size, 2 * WordSize);
            return Kind switch
            {
                ResultKind.General => [new(ArgumentLocation.General, 0, 0, size)],
                ResultKind.Floating => [new(ArgumentLocation.Floating, 0, 0, size)],
                ResultKind.GeneralGeneral => [new(ArgumentLocation.General, 0, 0, WordSize), new(ArgumentLocation.General, 1, WordSize, size - WordSize)],
                ResultKind.FloatingFloating => [new(ArgumentLocation.Floating, 0, 0, WordSize), new(ArgumentLocation.Floating, 1, WordSize, size - WordSize)],
                ResultKind.GeneralFloating => [new(ArgumentLocation.General, 0, 0, WordSize), new(ArgumentLocation.Floating, 0, WordSize, size - WordSize)],
                ResultKind.FloatingGeneral => [new(ArgumentLocation.Floating, 0, 0, WordSize), new(ArgumentLocation.General, 0, WordSize, size - WordSize)],
                ResultKind.Homogeneous => [.. Enumerable.Range(0, (int)Size / ElementSize).Select(i => new ArgumentPiece(ArgumentLocation.Floating, i, i * ElementSize, ElementSize))],
                ResultKind.Void or ResultKind.Memory or ResultKind.X87 or ResultKind.X87Pair => [],
                _ => throw new InvalidOperationException(),
            };
        }
    }
}
