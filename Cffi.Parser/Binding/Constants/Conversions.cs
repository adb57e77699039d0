using System.Numerics;
using Cffi.Parser.Binding;
using Cffi.Parser.Diagnostics;
using Cffi.Parser.Lexing;
using Cffi.Parser.Literals;

namespace Cffi.Parser.Binding.Constants;

/// <summary>Converts constants between types (C11 6.3, 6.5.4).</summary>
internal static class Conversions
{
    /// <summary>Converts a value to another type.</summary>
    /// <exception cref="RefusedException">C has no such conversion of constants.</exception>
    public static CConstant To(CConstant value, CType type, Token at, BindingContext context)
    {
        CType target = type.Unqualified;
        if (value.StringBytes is not null)
        {
            return target is CPointerType
                ? value
                : throw context.Refuse(Descriptors.NotConstant, at, $"a string cannot be converted to '{type.CName}'");
        }

        bool isFloating = value.Type.Unqualified is CPrimitiveType { IsFloating: true };
        switch (target)
        {
            case CPrimitiveType { IsFloating: true } floating when value.Type.Unqualified is not CPointerType:
                double number = isFloating ? value.Floating : (double)value.Integer;
                return CConstant.OfFloating(floating, floating.Primitive == CPrimitiveKind.Float ? (float)number : number);
            case CPrimitiveType { Primitive: CPrimitiveKind.Bool } when isFloating:
                return CConstant.OfInteger(target, value.Floating != 0 ? BigInteger.One : BigInteger.Zero);
            case CPrimitiveType { IsInteger: true } integer:
                return CConstant.OfInteger(integer, IntegerTypes.Wrap(Truncated(value, isFloating, integer, at, context), integer, context.Target));
            case CEnumType when context.Constants.IntegerTypeOf(target, at) is { } underlying:
                return CConstant.OfInteger(target, IntegerTypes.Wrap(Truncated(value, isFloating, underlying, at, context), underlying, context.Target));
            case CPointerType when !isFloating:
                // C11 6.3.2.3p5: an integer becomes the address of that number.
                return CConstant.OfInteger(target, IntegerTypes.Wrap(value.Integer, CPrimitiveType.Of(CPrimitiveKind.UIntPtr), context.Target));
            default:
                throw context.Refuse(Descriptors.NotConstant, at, $"a constant of type '{value.Type.CName}' cannot be converted to '{type.CName}'");
        }
    }

    // C11 6.3.1.4p1: a value that does not fit is undefined, so it is refused.
    private static BigInteger Truncated(CConstant value, bool isFloating, CPrimitiveType type, Token at, BindingContext context)
    {
        if (!isFloating)
        {
            return value.Integer;
        }

        double number = value.Floating;
        if (double.IsNaN(number) || double.IsInfinity(number) || !IntegerTypes.Fits(new BigInteger(number), type, context.Target))
        {
            throw context.Refuse(Descriptors.BadConstant, at, FormattableString.Invariant($"{number} does not fit '{type.CName}'"));
        }

        return new BigInteger(number);
    }
}
