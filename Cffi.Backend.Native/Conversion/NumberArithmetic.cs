using System.Numerics;
using Cffi.Backend.Native.Memory;
using Cffi.Backend.Native.Numbers;
using Cffi.Backend.Native.Values;

namespace Cffi.Backend.Native.Conversion;

/// <summary>Sums and differences of C numbers, and of pointers and integers.</summary>
/// <remarks>
/// Integers are added exactly, and only the assignment of the sum checks the range. Floating-point numbers are added in the wider of
/// their types, at least <c>double</c> (C11 6.3.1.8).
/// </remarks>
internal static unsafe class NumberArithmetic
{
    /// <summary>The sum of two numbers, or a pointer plus a number of elements.</summary>
    public static CData Add(CData left, CData right)
    {
        if (left.IsPointerOrArray || right.IsPointerOrArray)
        {
            (CData pointer, CData elements) = left.IsPointerOrArray ? (left, right) : (right, left);
            return PointerArithmetic.Offset(pointer, Elements(pointer, elements));
        }

        return Of(left.AsValue(), right.AsValue(), left, right, isDifference: false);
    }

    /// <summary>The difference of two numbers, or a pointer minus a number of elements.</summary>
    public static CData Subtract(CData left, CData right)
    {
        if (left.IsPointerOrArray)
        {
            long elements = Elements(left, right);
            return PointerArithmetic.Offset(left, elements == long.MinValue ? throw UsageErrors.TooFar(elements, left.Type) : -elements);
        }

        return Of(left.AsValue(), right.AsValue(), left, right, isDifference: true);
    }

    /// <summary>The distance of two pointers in elements, or the difference of two integers.</summary>
    public static long Distance(CData left, CData right)
    {
        if (left.IsPointerOrArray || right.IsPointerOrArray)
        {
            return PointerArithmetic.Distance(left, right);
        }

        CValue difference = Subtract(left, right).AsValue();
        return ValueConversion.NumberKindOf(difference) == NumberKind.Integer
            ? difference.As<long>()
            : throw CommonErrors.WrongOperation(left.Type, "take a whole difference of", "convert both with As<double>() first");
    }

    private static long Elements(CData pointer, CData elements)
    {
        CValue number = elements.AsValue();
        return ValueConversion.NumberKindOf(number) == NumberKind.Integer
            ? number.As<long>()
            : throw CommonErrors.WrongOperation(pointer.Type, $"add {ConversionErrors.Describe(number)} to");
    }

    private static CData Of(in CValue left, in CValue right, CData leftData, CData rightData, bool isDifference)
    {
        NumberKind kind = Wider(left, leftData, right, rightData);
        if (kind == NumberKind.Integer)
        {
            BigInteger a = ValueConversion.ToBigInteger(left, "number"), b = ValueConversion.ToBigInteger(right, "number");
            return CData.OfNumber(isDifference ? a - b : a + b);
        }

        NativeType? wide = WiderThanDouble(left) ?? WiderThanDouble(right);
        if (kind == NumberKind.Complex)
        {
            if (wide is not null)
            {
                throw CommonErrors.WrongOperation(wide.Type, "calculate with", "convert with As<Complex>() first");
            }

            Complex a = left.As<Complex>(), b = right.As<Complex>();
            return CData.OfNumber(isDifference ? a - b : a + b);
        }

        if (wide is not null)
        {
            return Wide(left, right, wide, isDifference);
        }

        double x = left.As<double>(), y = right.As<double>();
        return CData.OfNumber(isDifference ? x - y : x + y);
    }

    private static CData Wide(in CValue left, in CValue right, NativeType type, bool isDifference)
    {
        if (WiderThanDouble(right) is { Representation: Representation.Quadruple } quadruple)
        {
            type = quadruple;
        }

        ExactNumber a = ExactComplex.Of(left).Real, b = ExactComplex.Of(right).Real;
        b = isDifference ? b.Negated() : b;
        if (!a.IsFinite || !b.IsFinite)
        {
            // An infinity or NaN has the same value in every format.
            double special = Approximate(a) + Approximate(b);
            return CData.OfNumber(special, type);
        }

        // C first converts to the common type, which may round (6.3.1.8).
        UInt128 bits = 0;
        _ = type.Format.Write(a, &bits);
        a = type.Format.Read(&bits);
        _ = type.Format.Write(b, &bits);
        b = type.Format.Read(&bits);
        bits = 0;
        _ = type.Format.Write(ExactNumber.Sum(a, b), &bits);
        return CData.Load(type, (nint)(&bits), null);
    }

    private static double Approximate(in ExactNumber number)
    {
        double nearest;
        _ = FloatingFormat.Double.Write(number, &nearest);
        return nearest;
    }

    private static NumberKind Wider(in CValue left, CData leftData, in CValue right, CData rightData)
    {
        NumberKind a = ValueConversion.NumberKindOf(left), b = ValueConversion.NumberKindOf(right);
        return a == NumberKind.None ? throw CommonErrors.WrongOperation(leftData.Type, "calculate with")
            : b == NumberKind.None ? throw CommonErrors.WrongOperation(rightData.Type, "calculate with")
            : (NumberKind)Math.Max((byte)a, (byte)b);
    }

    private static NativeType? WiderThanDouble(in CValue value) => value is { Kind: CValueKind.Data, Reference: CData data }
        && data.NativeType.Representation is Representation.Extended or Representation.Quadruple or Representation.ComplexExtended or Representation.ComplexQuadruple
        ? data.NativeType
        : null;
}
