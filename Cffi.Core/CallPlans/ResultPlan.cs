namespace Cffi.Core.CallPlans;

/// <summary>The location of the result of a call. Immutable.</summary>
internal sealed class ResultPlan
{
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
}
