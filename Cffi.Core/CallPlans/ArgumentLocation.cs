namespace Cffi.Core.CallPlans;

/// <summary>The kind of location that holds an argument, a result, or a part of one.</summary>
internal enum ArgumentLocation
{
    /// <summary>A general (integer) register.</summary>
    General,

    /// <summary>A floating-point (vector) register.</summary>
    Floating,

    /// <summary>The stack argument area.</summary>
    Stack,

    /// <summary>The register for the address of a result, where that is no argument register (x8 in AAPCS64).</summary>
    ResultAddress,
}
