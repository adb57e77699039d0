namespace Cffi.Core.CallPlans;

/// <summary>The classes of eightbytes in the System V psABI for AMD64, 3.2.3. Vector types are not in the type model, so SSEUP is missing.</summary>
internal enum RegisterClass
{
    /// <summary>Padding.</summary>
    NoClass,

    /// <summary>The eightbyte fits a general register.</summary>
    Integer,

    /// <summary>The eightbyte fits the low half of a vector register.</summary>
    Sse,

    /// <summary>The 64-bit mantissa of an 80-bit value.</summary>
    X87,

    /// <summary>The exponent of an 80-bit value and the padding behind it.</summary>
    X87Up,

    /// <summary>A complex number of two 80-bit values.</summary>
    ComplexX87,

    /// <summary>Passed and returned in memory.</summary>
    Memory,
}
