namespace Cffi;

/// <summary>How a declaration text is read.</summary>
public sealed record CdefOptions
{
    /// <summary>The largest alignment in bytes of a member: 1, 2, 4, 8 or 16, as <c>#pragma pack</c>; 0 for no limit.</summary>
    public int Pack { get; init; }

    /// <summary>Whether all records of the text are packed (GNU <c>__attribute__((packed))</c>).</summary>
    public bool Packed { get; init; }

    /// <summary>Whether a declaration replaces an earlier, different one of the same name, rather than being an error.</summary>
    public bool Override { get; init; }

    /// <summary>What diagnostics call the text.</summary>
    public string SourceName { get; init; } = "<cdef>";
}
