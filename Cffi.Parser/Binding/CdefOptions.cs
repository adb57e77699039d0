namespace Cffi;

/// <summary>Options for parsing a C text.</summary>
public sealed record CdefOptions
{
    /// <summary>The largest alignment in bytes of a member: 1, 2, 4, 8 or 16, like <c>#pragma pack</c>; 0 for no limit.</summary>
    public int Pack { get; init; }

    /// <summary>Whether all records of the text are packed (GNU <c>__attribute__((packed))</c>).</summary>
    public bool Packed { get; init; }

    /// <summary>Whether a declaration replaces an earlier, different declaration of the same name. If false, the second declaration is an error.</summary>
    public bool Override { get; init; }

    /// <summary>The name of the text in diagnostics.</summary>
    public string SourceName { get; init; } = "<cdef>";
}
