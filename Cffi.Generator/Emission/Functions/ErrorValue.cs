using System.Globalization;
using System.Numerics;
using Cffi.Generator.Emission.Types;

namespace Cffi.Generator.Emission.Functions;

/// <summary>What C gets from a C# function that throws (<c>[[cffi::error(value)]]</c>): a number, or the name of a constant.</summary>
internal sealed class ErrorValue
{
    private readonly string literal;
    private readonly bool isInteger;

    private ErrorValue(string literal, bool isInteger)
    {
        this.literal = literal;
        this.isInteger = isInteger;
    }

    /// <summary>The value that is declared; null for none, and for one that has no meaning, which is reported.</summary>
    public static ErrorValue? Of(FunctionPlan plan, EmissionContext context)
    {
        if (plan.Declaration.Attributes.FirstOrDefault(static attribute => attribute.Name == "cffi::error") is not { } attribute)
        {
            return null;
        }

        string text = string.Concat(attribute.Arguments).Replace(" ", "");
        ErrorValue? value = Parse(text, context);
        bool fits = value is not null && plan.First.Result is { } result && value.AsAbi(result) is not null;
        if (!fits)
        {
            context.Report(
                GenerationDescriptors.BadAnnotation, plan.Declaration, $"'cffi::error' of '{plan.Declaration.Name}' has no effect: it takes a number, or the name of a constant, that the function can return");
        }

        return fits ? value : null;
    }

    /// <summary>The value in the signature of a function pointer; null where the type has no such value.</summary>
    public string? AsAbi(Form form) => form.Public switch
    {
        "float" or "double" => $"({form.Abi})({literal})",
        "bool" when isInteger => literal == "0" ? "(byte)0" : "(byte)1",
        "nint" or "nuint" or "sbyte" or "byte" or "short" or "ushort" or "int" or "uint" or "long" or "ulong" or "char" when isInteger => form.ToAbi($"unchecked(({form.Public})({literal}))"),
        _ when isInteger && form.Abi == "nint" => $"unchecked((nint)({literal}))",
        _ when isInteger && form.IsEnum => $"unchecked(({form.Abi})({literal}))",
        _ when form.IsHard && form.Public == FormTable.AnyValue => literal,
        _ => null,
    };

    /// <summary>The value for the run time.</summary>
    public string AsValue() => literal;

    private static ErrorValue? Parse(string text, EmissionContext context)
    {
        if (context.Model.Texts[0].Declarations.FindIdentifier(text) is ConstantDeclaration { Value: { StringBytes: null } constant })
        {
            return constant.Type.Unqualified is CPrimitiveType { IsFloating: true }
                ? new ErrorValue(constant.Floating.ToString("R", CultureInfo.InvariantCulture) + "d", isInteger: false)
                : OfInteger(constant.Integer);
        }

        bool isNegative = text.StartsWith("-", StringComparison.Ordinal);
        string digits = isNegative ? text.Substring(1) : text;
        if (digits.StartsWith("0x", StringComparison.OrdinalIgnoreCase)
            && BigInteger.TryParse("0" + digits.Substring(2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out BigInteger bits))
        {
            return OfInteger(isNegative ? -bits : bits);
        }

        if (BigInteger.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out BigInteger number))
        {
            return OfInteger(isNegative ? -number : number);
        }

        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double floating) && !double.IsInfinity(floating)
            ? new ErrorValue(floating.ToString("R", CultureInfo.InvariantCulture) + "d", isInteger: false)
            : null;
    }

    private static ErrorValue? OfInteger(BigInteger value) => Constants.ConstantForm.OfInteger(value) is { IsLiteral: true } form ? new ErrorValue(form.Value, isInteger: true) : null;
}
