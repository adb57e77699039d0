namespace Cffi.Tests.Fuzz;

/// <summary>Which features of C the random types use.</summary>
public sealed record TypeGeneratorOptions
{
    /// <summary>Every feature that the layout engine knows.</summary>
    public static TypeGeneratorOptions Everything { get; } = new();

    /// <summary>Ordinary types by value: no bit-fields, attributes, flexible arrays or GNU empty records.</summary>
    public static TypeGeneratorOptions Plain { get; } = new()
    {
        BitFields = false, Attributes = false, MicrosoftStructs = false, FlexibleArrays = false, ZeroLengths = false, Atomics = false,
        Int128 = false, LongDouble = false, Complex = false,
    };

    /// <summary>Bit-fields: signed, unsigned, _Bool, enum, long long, unnamed, zero-width.</summary>
    public bool BitFields { get; init; } = true;

    /// <summary>packed, aligned and pragma pack.</summary>
    public bool Attributes { get; init; } = true;

    /// <summary>The ms_struct attribute.</summary>
    public bool MicrosoftStructs { get; init; } = true;

    /// <summary>Unnamed bit-fields: in calls by value GCC classifies them as INTEGER, clang does not.</summary>
    public bool UnnamedBitFields { get; init; } = true;

    /// <summary>aligned on bit-fields; GCC and clang differ.</summary>
    public bool AlignedBitFields { get; init; } = true;

    /// <summary>Flexible array members.</summary>
    public bool FlexibleArrays { get; init; } = true;

    /// <summary>Zero-length arrays and empty records.</summary>
    public bool ZeroLengths { get; init; } = true;

    /// <summary>_Atomic members.</summary>
    public bool Atomics { get; init; } = true;

    /// <summary>__int128.</summary>
    public bool Int128 { get; init; } = true;

    /// <summary>long double.</summary>
    public bool LongDouble { get; init; } = true;

    /// <summary>Complex numbers.</summary>
    public bool Complex { get; init; } = true;

    /// <summary>Vectors and extended floating types as arguments; only C compilers can pass them.</summary>
    public bool Extended { get; init; }

    /// <summary>Enums with values that no <c>int</c> holds, which MSVC cuts to an <c>int</c>.</summary>
    public bool WideEnums { get; init; } = true;

    /// <summary>The size in bytes up to which records are filled, roughly.</summary>
    public int LargestRecord { get; init; } = int.MaxValue;

    /// <summary>How deep records may be nested.</summary>
    public int Depth { get; init; } = 3;

    /// <summary>The options for a target, without features that its compilers do not have.</summary>
    public TypeGeneratorOptions For(Target target) => this with
    {
        Int128 = Int128 && target.Int128 is not null,

        // MSVC has no complex types, and ms_struct has no effect there.
        Complex = Complex && !target.UsesMicrosoftLayout,
        MicrosoftStructs = MicrosoftStructs && !target.UsesMicrosoftLayout,
    };
}
