using System.Numerics;
using System.Runtime.CompilerServices;

namespace Cffi.Backend.Native.Numbers;

/// <summary>A binary floating-point format in memory: those of IEEE 754 with 16 to 128 bits, and the x87's with 80 bits.</summary>
/// <remarks>Reading is exact; writing rounds once, to nearest, ties to even (C11 6.3.1.4, 6.3.1.5).</remarks>
internal sealed unsafe class FloatingFormat
{
    private readonly int precision;
    private readonly int fractionBits;
    private readonly int exponentMask;
    private readonly int bias;
    private readonly int bytes;
    private readonly bool hasIntegerBit;

    // sign (1) | exponent | integer bit (x87 only) | fraction
    private FloatingFormat(int precision, int exponentBits, bool hasIntegerBit = false)
    {
        this.precision = precision;
        this.hasIntegerBit = hasIntegerBit;
        fractionBits = precision - 1;
        exponentMask = (1 << exponentBits) - 1;
        bias = exponentMask >> 1;
        bytes = (1 + exponentBits + fractionBits + (hasIntegerBit ? 1 : 0)) / 8;
    }

    public static FloatingFormat Half { get; } = new(11, 5);

    public static FloatingFormat Single { get; } = new(24, 8);

    public static FloatingFormat Double { get; } = new(53, 11);

    public static FloatingFormat Extended { get; } = new(64, 15, hasIntegerBit: true);

    public static FloatingFormat Quadruple { get; } = new(113, 15);

    private int StoredBits => hasIntegerBit ? precision : fractionBits;

    private UInt128 FractionMask => (UInt128.One << fractionBits) - 1;

    /// <summary>The number at an address.</summary>
    // The caller has checked that the format's bytes are readable at source.
    public ExactNumber Read(void* source)
    {
        UInt128 bits = 0;
        Unsafe.CopyBlockUnaligned(&bits, source, (uint)bytes);
        bool isNegative = (bits >> ((bytes * 8) - 1)) != 0;
        int exponent = (int)(bits >> StoredBits) & exponentMask;
        UInt128 fraction = bits & FractionMask;
        if (exponent == exponentMask)
        {
            return fraction == 0 ? ExactNumber.Infinity(isNegative) : ExactNumber.NaN(isNegative, fraction << (ExactNumber.PayloadBits - fractionBits));
        }

        UInt128 magnitude = hasIntegerBit ? bits & ((UInt128.One << precision) - 1)
            : exponent == 0 ? fraction
            : fraction | (UInt128.One << fractionBits);
        return ExactNumber.Finite(isNegative, magnitude, Math.Max(exponent, 1) - bias - fractionBits);
    }

    /// <summary>Writes the nearest number of this format.</summary>
    /// <returns>False if a finite number became an infinity.</returns>
    // The caller has checked that the format's bytes are writable at destination.
    public bool Write(in ExactNumber number, void* destination)
    {
        bool isInRange = true;
        UInt128 bits;
        if (number.IsNaN)
        {
            // A quiet NaN, with as many bits of the fraction as fit.
            bits = Compose(exponentMask, ((UInt128)number.Magnitude >> (ExactNumber.PayloadBits - fractionBits)) | (UInt128.One << (fractionBits - 1)));
        }
        else if (number.IsZero)
        {
            bits = 0;
        }
        else
        {
            bits = number.IsFinite ? Round(number, out isInRange) : Compose(exponentMask, 0);
        }

        bits |= number.IsNegative ? UInt128.One << ((bytes * 8) - 1) : 0;
        Unsafe.CopyBlockUnaligned(destination, &bits, (uint)bytes);
        return isInRange;
    }

    private UInt128 Round(in ExactNumber number, out bool isInRange)
    {
        int top = (int)number.Magnitude.GetBitLength() - 1 + number.Exponent;

        // The exponent of the last kept bit; a subnormal number has fewer bits.
        int last = Math.Max(top, 1 - bias) - fractionBits;
        BigInteger kept = ShiftRounded(number.Magnitude, number.Exponent - last);
        if (kept.GetBitLength() > precision)
        {
            kept >>= 1;
            last++;
        }

        isInRange = last + fractionBits <= bias || kept.IsZero;
        if (!isInRange)
        {
            return Compose(exponentMask, 0);
        }

        var magnitude = (UInt128)kept;
        bool isNormal = magnitude >> fractionBits != 0;
        return Compose(isNormal ? last + fractionBits + bias : 0, magnitude & FractionMask);
    }

    private static BigInteger ShiftRounded(BigInteger magnitude, int shift)
    {
        if (shift >= 0)
        {
            return magnitude << shift;
        }

        // All bits are lost, and they are less than half of the last bit.
        if (-shift > magnitude.GetBitLength())
        {
            return BigInteger.Zero;
        }

        BigInteger kept = magnitude >> -shift;
        BigInteger rest = magnitude - (kept << -shift);
        int half = rest.CompareTo(BigInteger.One << (-shift - 1));
        return half > 0 || (half == 0 && !kept.IsEven) ? kept + 1 : kept;
    }

    // The x87's integer bit is set except for zeros and subnormal numbers.
    private UInt128 Compose(int exponent, UInt128 fraction) =>
        ((UInt128)exponent << StoredBits) | (hasIntegerBit && exponent != 0 ? UInt128.One << fractionBits : 0) | fraction;
}
