namespace Cffi.Types;

/// <summary>What a declaration says of a record's layout besides its members.</summary>
public sealed record RecordLayoutRules
{
    /// <summary>Nothing out of the ordinary.</summary>
    public static RecordLayoutRules Default { get; } = new();

    /// <summary>The largest alignment in bytes of a member (<c>#pragma pack</c>); 0 for no limit.</summary>
    public int Pack { get; init; }

    /// <summary>Whether the record is packed (GNU <c>__attribute__((packed))</c>): bit-fields leave no gaps either.</summary>
    public bool IsPacked { get; init; }

    /// <summary>The alignment in bytes that is asked for at the least; 0 for none.</summary>
    public int RequestedAlignment { get; init; }

    /// <summary>Whose bit-field rules apply: true for MSVC's (<c>ms_struct</c>), false for GCC's, null for the target's.</summary>
    public bool? UsesMicrosoftBitFields { get; init; }
}
