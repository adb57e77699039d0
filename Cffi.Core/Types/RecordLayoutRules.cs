namespace Cffi.Types;

/// <summary>The layout rules of a record's declaration, besides its members.</summary>
public sealed record RecordLayoutRules
{
    /// <summary>The default rules.</summary>
    public static RecordLayoutRules Default { get; } = new();

    /// <summary>The largest alignment in bytes of a member (<c>#pragma pack</c>); 0 for no limit.</summary>
    public int Pack { get; init; }

    /// <summary>Whether the record is packed (GNU <c>__attribute__((packed))</c>): neither members nor bit-fields leave gaps.</summary>
    public bool IsPacked { get; init; }

    /// <summary>The requested minimum alignment in bytes; 0 for none.</summary>
    public int RequestedAlignment { get; init; }

    /// <summary>Which rules apply to bit-fields: true for MSVC's (<c>ms_struct</c>), false for GCC's, null for the target's.</summary>
    public bool? UsesMicrosoftBitFields { get; init; }
}
