using System.Globalization;
using System.Numerics;
using System.Text;
using Cffi.Generator.Emission.Types;
using Cffi.Generator.Emission.Writing;

namespace Cffi.Generator.Emission.Constants;

/// <summary>A C constant as a C# expression.</summary>
/// <param name="Type">The C# type.</param>
/// <param name="Value">The expression.</param>
/// <param name="IsLiteral">Whether C# allows it as a constant.</param>
internal sealed record ConstantForm(string Type, string Value, bool IsLiteral)
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The form of a value; null if C# has none.</summary>
    public static ConstantForm? Of(CConstant constant, Target target, FormTable forms)
    {
        CType type = constant.Type.Unqualified;
        if (constant.StringBytes is { } bytes)
        {
            return OfString([.. bytes], ((CArrayType)type).Item.Unqualified as CPrimitiveType, target);
        }

        return type switch
        {
            CPrimitiveType { IsFloating: true } floating => OfFloating(constant.Floating, floating.Primitive == CPrimitiveKind.Float),
            CPrimitiveType { Primitive: CPrimitiveKind.Bool } => new ConstantForm("bool", constant.Integer.IsZero ? "false" : "true", IsLiteral: true),
            CPointerType pointer => OfPointer(constant.Integer, forms.Of(pointer, target)!, target),
            _ => OfInteger(constant.Integer),
        };
    }

    /// <summary>An integer, with the first of C#'s types for literals, so that it converts to any integer type.</summary>
    public static ConstantForm OfInteger(BigInteger value)
    {
        string? type = value >= int.MinValue && value <= int.MaxValue ? "int"
            : value.Sign > 0 && value <= uint.MaxValue ? "uint"
            : value >= long.MinValue && value <= long.MaxValue ? "long"
            : value.Sign > 0 && value <= ulong.MaxValue ? "ulong"
            : null;
        if (type is not null)
        {
            return new ConstantForm(type, EnumValues.Literal(value, type), IsLiteral: true);
        }

        string wide = value.Sign < 0 ? "global::System.Int128" : "global::System.UInt128";
        string digits = value.ToString(CultureInfo.InvariantCulture);
        return new ConstantForm(wide, $"{wide}.Parse(\"{digits}\", global::System.Globalization.CultureInfo.InvariantCulture)", IsLiteral: false);
    }

    private static ConstantForm OfFloating(double value, bool isSingle)
    {
        string type = isSingle ? "float" : "double";
        string text = double.IsNaN(value) ? $"{type}.NaN"
            : double.IsPositiveInfinity(value) ? $"{type}.PositiveInfinity"
            : double.IsNegativeInfinity(value) ? $"{type}.NegativeInfinity"
            : value.ToString("R", CultureInfo.InvariantCulture) + (isSingle ? "f" : "d");
        return new ConstantForm(type, text, IsLiteral: true);
    }

    private static ConstantForm OfPointer(BigInteger value, Form form, Target target)
    {
        // The bits of the address, whatever the signedness of the cast integer.
        BigInteger modulus = BigInteger.One << (target.PointerSize * 8);
        BigInteger bits = ((value % modulus) + modulus) % modulus;
        BigInteger address = bits >= modulus / 2 ? bits - modulus : bits;
        string number = address >= int.MinValue && address <= int.MaxValue
            ? address.ToString(CultureInfo.InvariantCulture)
            : $"unchecked((nint){EnumValues.Literal(address, "long")})";
        return new ConstantForm(form.Public, form.FromAbi(number), IsLiteral: false);
    }

    // Bytes that are text become a string; others stay bytes.
    private static ConstantForm? OfString(byte[] bytes, CPrimitiveType? unit, Target target)
    {
        if (unit is null)
        {
            return null;
        }

        long size = PrimitiveLayout.Of(unit, target).Size;
        try
        {
            string text = size switch
            {
                1 => Utf8.GetString(bytes),
                2 => new UnicodeEncoding(bigEndian: false, byteOrderMark: false, throwOnInvalidBytes: true).GetString(bytes),
                _ => new UTF32Encoding(bigEndian: false, byteOrderMark: false, throwOnInvalidCharacters: true).GetString(bytes),
            };
            return new ConstantForm("string", CSharpLiteral.String(text), IsLiteral: true);
        }
        catch (ArgumentException)
        {
            IEnumerable<string> elements = bytes.Select(static one => one.ToString(CultureInfo.InvariantCulture));
            return new ConstantForm("global::System.ReadOnlySpan<byte>", $"[{string.Join(", ", elements)}]", IsLiteral: false);
        }
    }
}
