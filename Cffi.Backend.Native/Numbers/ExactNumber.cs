using System.Numerics;

namespace Cffi.Backend.Native.Numbers;

/// <summary>The exact value of a number of any real type: an integer times a power of two, an infinity, or NaN.</summary>
/// <remarks>
/// Finite magnitudes are odd (or zero), so that equal numbers have equal parts. The sign of a zero is kept, and the
/// fraction of a NaN, for conversions; comparisons ignore both.
/// </remarks>
internal readonly struct ExactNumber
{
    /// <summary>The number of bits to which the fraction of a NaN is aligned: that of the widest format.</summary>
    public const int PayloadBits = 112;

    private enum Form : byte
    {
        Finite,
        Infinity,
        NaN,
    }

    private readonly Form form;

    private ExactNumber(Form form, bool isNegative, BigInteger magnitude, int exponent)
    {
        this.form = form;
        IsNegative = isNegative;
        Magnitude = magnitude;
        Exponent = exponent;
    }

    /// <summary>Whether the sign bit is set, which zero and NaN also have.</summary>
    public bool IsNegative { get; }

    /// <summary>The odd factor of a finite number, 0 of zero; the fraction of a NaN.</summary>
    public BigInteger Magnitude { get; }

    /// <summary>The power of two of a finite number.</summary>
    public int Exponent { get; }

    public bool IsFinite => form == Form.Finite;

    public bool IsNaN => form == Form.NaN;

    public bool IsZero => form == Form.Finite && Magnitude.IsZero;

    public bool IsInteger => form == Form.Finite && Exponent >= 0;

    public static ExactNumber Infinity(bool isNegative) => new(Form.Infinity, isNegative, BigInteger.Zero, 0);

    public static ExactNumber NaN(bool isNegative, UInt128 fraction) => new(Form.NaN, isNegative, fraction, 0);

    /// <summary>magnitude * 2^exponent.</summary>
    public static ExactNumber Finite(bool isNegative, BigInteger magnitude, int exponent)
    {
        if (magnitude.IsZero)
        {
            return new ExactNumber(Form.Finite, isNegative, magnitude, 0);
        }

        int zeros = TrailingZeros(magnitude);
        return new ExactNumber(Form.Finite, isNegative, magnitude >> zeros, exponent + zeros);
    }

    public static ExactNumber Of(BigInteger number) => Finite(number.Sign < 0, BigInteger.Abs(number), 0);

    public static unsafe ExactNumber Of(double number) => FloatingFormat.Double.Read(&number);

    /// <summary>The number truncated to an integer (C11 6.3.1.4p1).</summary>
    public BigInteger Truncated()
    {
        BigInteger whole = Exponent >= 0 ? Magnitude << Exponent : Magnitude >> -Exponent;
        return IsNegative ? -whole : whole;
    }

    /// <summary>Whether two numbers are equal.</summary>
    /// <param name="left">A number.</param>
    /// <param name="right">A number.</param>
    /// <param name="isNaNEqual">Whether NaN equals NaN: not in C (IEEE 754), but in hash tables.</param>
    public static bool AreEqual(in ExactNumber left, in ExactNumber right, bool isNaNEqual) => left.IsNaN || right.IsNaN
        ? isNaNEqual && left.IsNaN && right.IsNaN
        : left.form == right.form && left.Exponent == right.Exponent && left.Magnitude == right.Magnitude
            && (left.IsNegative == right.IsNegative || left.IsZero);

    /// <summary>Less than zero if the left number is less; null if one is NaN.</summary>
    public static int? Order(in ExactNumber left, in ExactNumber right)
    {
        if (left.IsNaN || right.IsNaN)
        {
            return null;
        }

        int leftSign = left.Sign, rightSign = right.Sign;
        if (leftSign != rightSign || leftSign == 0)
        {
            return leftSign.CompareTo(rightSign);
        }

        return leftSign * OrderMagnitudes(left, right);
    }

    /// <summary>The exact sum; both numbers must be finite.</summary>
    public static ExactNumber Sum(in ExactNumber left, in ExactNumber right)
    {
        int exponent = Math.Min(left.Exponent, right.Exponent);
        BigInteger sum = left.Scaled(exponent) + right.Scaled(exponent);
        bool isNegative = sum.IsZero ? left.IsNegative && right.IsNegative : sum.Sign < 0;
        return Finite(isNegative, BigInteger.Abs(sum), exponent);
    }

    public ExactNumber Negated() => new(form, !IsNegative, Magnitude, Exponent);

    /// <summary>Equal numbers have the same hash code; a number that fits a <see cref="long"/> has that of the <see cref="long"/>.</summary>
    public int Hash()
    {
        if (IsInteger && Exponent < 64)
        {
            BigInteger whole = Truncated();
            if (whole >= long.MinValue && whole <= long.MaxValue)
            {
                return ((long)whole).GetHashCode();
            }
        }

        return IsNaN ? (int)Form.NaN : HashCode.Combine(form, IsNegative, Magnitude, Exponent);
    }

    private int Sign => IsZero ? 0 : IsNegative ? -1 : 1;

    private static int OrderMagnitudes(in ExactNumber left, in ExactNumber right)
    {
        if (!left.IsFinite || !right.IsFinite)
        {
            return left.IsFinite.CompareTo(right.IsFinite) * -1;
        }

        long leftTop = left.Magnitude.GetBitLength() + left.Exponent;
        long rightTop = right.Magnitude.GetBitLength() + right.Exponent;
        if (leftTop != rightTop)
        {
            return leftTop.CompareTo(rightTop);
        }

        int exponent = Math.Min(left.Exponent, right.Exponent);
        return (left.Magnitude << (left.Exponent - exponent)).CompareTo(right.Magnitude << (right.Exponent - exponent));
    }

    private BigInteger Scaled(int exponent) => (IsNegative ? -Magnitude : Magnitude) << (Exponent - exponent);

    private static int TrailingZeros(BigInteger number) => number <= ulong.MaxValue
        ? BitOperations.TrailingZeroCount((ulong)number)
        : (int)((number & -number).GetBitLength() - 1);
}
