namespace Cffi.Modules.Stubs;

/// <summary>The formats of floating types of the same size: the values of the stub's <c>CFFI_FORMAT</c>.</summary>
internal static class FloatingFormats
{
    /// <summary>Radix 2, a significand of at most 64 bits: <c>float</c>, <c>double</c>, the x87 format.</summary>
    public const int Ordinary = 1;

    /// <summary>Radix 2, a significand of 113 bits: <c>__float128</c>, and <c>long double</c> on Arm.</summary>
    public const int Quadruple = 3;

    /// <summary>Radix 10: <c>_Decimal64</c> and similar types, which no declaration can name.</summary>
    public const int Decimal = 4;

    /// <summary>The format of a declared type.</summary>
    public static int Of(CType type, Target target) => type.Unqualified switch
    {
        CPrimitiveType { Primitive: CPrimitiveKind.Float128 } => Quadruple,
        CPrimitiveType { Primitive: CPrimitiveKind.LongDouble } when target.Calling == CallingStandard.Aapcs64 => Quadruple,
        CPartialNumberType { Actual: { } actual } => Of(actual, target),
        _ => Ordinary,
    };

    /// <summary>A format in words; empty if the size implies it.</summary>
    public static string Describe(long format) => format switch
    {
        Quadruple => " and 113 significant bits",
        Decimal => " and radix 10",
        _ => "",
    };
}
