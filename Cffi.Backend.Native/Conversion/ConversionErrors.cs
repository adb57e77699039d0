using Cffi.Backend.Native.Values;

namespace Cffi.Backend.Native.Conversion;

/// <summary>Makes the exceptions of conversions: one id and one wording each.</summary>
internal static class ConversionErrors
{
    public static CffiTypeException CannotConvert(in CValue value, string wanted) =>
        new("CFFI7002", $"{Describe(value)} cannot be converted to a .NET {wanted}");

    public static CffiTypeException NoList(in CValue value) =>
        new("CFFI7068", $"{Describe(value)} is not a va_list, which only C can make; pass on a va_list that a callback received, or call the variadic function that does the same");

    public static CffiTypeException NotAssignable(in CValue value, CType type, string? hint = null) =>
        new("CFFI7003", $"{Describe(value)} cannot be converted to a C '{type.CName}'{UsageErrors.Hint(hint)}");

    public static CffiTypeException WouldBeLost(in CValue value, CType type, string? element)
    {
        string inPlace = element is null ? "" : $"pass an array of {element}, which C can write directly, or ";
        return new CffiTypeException("CFFI7013", $"{Describe(value)} would be copied for a C '{type.CName}', and the values that C writes would be lost; {inPlace}allocate with New and pass that; if C only reads, declare a pointer to const");
    }

    public static CffiTypeException NulInText(int index, Representation unit) => new(
        "CFFI7014",
        $"the string has a NUL at index {index}, where C would end it; cut it there, or pass an array of {BlittableArray.ElementFor(unit)} if C also takes a length");

    /// <summary>For a finite number that would become an infinity.</summary>
    public static CffiRangeException TooGreat(in CValue value, string type) =>
        new("CFFI7010", $"{Describe(value)} does not fit '{type}': its magnitude is too great");

    public static CffiTypeException NoOrder(in CValue value) =>
        new("CFFI7004", $"cannot compare the order of {Describe(value)} and a number");

    public static string Describe(in CValue value) => value.Kind switch
    {
        CValueKind.None => "the result of a void function",
        CValueKind.Data when value.Reference is null => "a null pointer",
        CValueKind.Data when value.Reference is CData data => $"C data of type '{data.Type.CName}'",
        CValueKind.String => "a .NET string",
        CValueKind.Array => $"a .NET {value.Reference!.GetType().Name}",
        CValueKind.Single => $"the float {value}",
        CValueKind.Double => $"the double {value}",
        CValueKind.Char => $"the character U+{value.Bits:X4}",
        CValueKind.Boolean => $"the bool {value}",
        CValueKind.Complex => $"the complex number {value}",
        _ => $"the integer {value}",
    };
}
