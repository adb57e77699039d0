using System.Globalization;
using System.Numerics;

namespace Cffi.Declarations;

/// <summary>What <c>[[cffi::error(value)]]</c> says that C gets from a C# function that throws: a number, or the name of a constant.</summary>
internal static class ErrorAnnotation
{
    private const string Name = "cffi::error";

    /// <summary>Whether a function is annotated.</summary>
    public static bool IsOn(FunctionDeclaration function) => Find(function) is not null;

    /// <summary>The annotated number: an integer, or else a floating one; null where the text is neither.</summary>
    /// <param name="function">An annotated function.</param>
    /// <param name="declarations">Where the name of a constant is looked up.</param>
    public static (BigInteger? Integer, double Floating)? Read(FunctionDeclaration function, DeclarationSet declarations)
    {
        string text = string.Concat(Find(function)!.Arguments).Replace(" ", "");
        if (declarations.FindIdentifier(text) is ConstantDeclaration { Value: { StringBytes: null } constant })
        {
            return constant.Type.Unqualified is CPrimitiveType { IsFloating: true } ? (null, constant.Floating) : (constant.Integer, 0);
        }

        bool isNegative = text.Length > 0 && text[0] == '-';
        string digits = isNegative ? text.Remove(0, 1) : text;
        if ((digits.StartsWith("0x", StringComparison.OrdinalIgnoreCase)
                && BigInteger.TryParse(digits.Remove(1, 1), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out BigInteger number))
            || BigInteger.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out number))
        {
            return (isNegative ? -number : number, 0);
        }

        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double floating) && !double.IsInfinity(floating) ? (null, floating) : null;
    }

    private static CAttribute? Find(FunctionDeclaration function) => function.Attributes.FirstOrDefault(static attribute => attribute.Name == Name);
}
