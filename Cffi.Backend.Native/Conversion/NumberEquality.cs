using System.Numerics;

namespace Cffi.Backend.Native.Conversion;

/// <summary>Compares values as numbers, whatever C or .NET types they have: 3 of a <c>short</c> equals 3 of a <c>long</c> and 3.0.</summary>
internal static class NumberEquality
{
    public static bool AreEqual(in CValue left, in CValue right)
    {
        if (!IsNumber(left) || !IsNumber(right))
        {
            return left.Equals(right);
        }

        if (left.Kind == CValueKind.Complex || right.Kind == CValueKind.Complex)
        {
            return left.As<Complex>().Equals(right.As<Complex>());
        }

        return IsInteger(left) && IsInteger(right)
            ? ValueConversion.ToBigInteger(left, "number") == ValueConversion.ToBigInteger(right, "number")
            : left.As<double>().Equals(right.As<double>());
    }

    /// <summary>Equal for equal numbers: by their nearest double.</summary>
    public static int HashOf(in CValue value)
    {
        if (!IsNumber(value))
        {
            return value.GetHashCode();
        }

        var number = value.As<Complex>();
        return number.Imaginary == 0 ? number.Real.GetHashCode() : number.GetHashCode();
    }

    private static bool IsInteger(in CValue value) => value.IsSmallInteger || value.Kind is CValueKind.Int128 or CValueKind.UInt128;

    private static bool IsNumber(in CValue value) => IsInteger(value) || value.Kind is CValueKind.Single or CValueKind.Double or CValueKind.Complex;
}
