using System.Numerics;
using System.Runtime.CompilerServices;

namespace Cffi.Backend.Native.Memory;

/// <summary>x87 extended and IEEE quadruple numbers in memory, converted to and from <see cref="double"/>.</summary>
/// <remarks>Widening is exact; narrowing rounds to nearest, ties to even (C11 6.3.1.5).</remarks>
internal static unsafe class WideFloating
{
    private const int DoubleBias = 1023;
    private const int WideBias = 16383;
    private const int DoubleFraction = 52;
    private const int WideExponentMask = 0x7FFF;
    private const ulong ExtendedInteger = 1UL << 63;

    // sign+exponent (16) | explicit integer bit and fraction (64)
    public static double ReadExtended(void* source)
    {
        ulong significand = Unsafe.ReadUnaligned<ulong>(source);
        ushort head = Unsafe.ReadUnaligned<ushort>((byte*)source + 8);
        return Compose(head, (UInt128)significand << 64);
    }

    public static void WriteExtended(void* destination, double value)
    {
        (ushort head, UInt128 significand) = Decompose(value);
        Unsafe.WriteUnaligned(destination, (ulong)(significand >> 64));
        Unsafe.WriteUnaligned((byte*)destination + 8, head);
    }

    // sign+exponent (16) | fraction without the integer bit (112)
    public static double ReadQuadruple(void* source)
    {
        UInt128 bits = Unsafe.ReadUnaligned<UInt128>(source);
        ushort head = (ushort)(bits >> 112);
        UInt128 fraction = bits << 16 >> 1;
        bool hasIntegerBit = (head & WideExponentMask) != 0;
        return Compose(head, hasIntegerBit ? fraction | ((UInt128)ExtendedInteger << 64) : fraction);
    }

    public static void WriteQuadruple(void* destination, double value)
    {
        (ushort head, UInt128 significand) = Decompose(value);
        Unsafe.WriteUnaligned(destination, ((UInt128)head << 112) | (significand << 1 >> 16));
    }

    // The significand has its integer bit at bit 127.
    private static double Compose(ushort head, UInt128 significand)
    {
        bool isNegative = (head & 0x8000) != 0;
        int exponent = head & WideExponentMask;
        double magnitude;
        if (exponent == WideExponentMask)
        {
            UInt128 fraction = significand << 1;
            if (fraction != 0)
            {
                // Keep the payload's upper bits, quiet.
                ulong payload = (ulong)(fraction >> (128 - DoubleFraction)) | (1UL << (DoubleFraction - 1));
                return BitConverter.UInt64BitsToDouble((isNegative ? 1UL << 63 : 0) | (0x7FFUL << DoubleFraction) | payload);
            }

            magnitude = double.PositiveInfinity;
        }
        else
        {
            magnitude = significand == 0 ? 0 : Round(significand, exponent - WideBias);
        }

        return isNegative ? -magnitude : magnitude;
    }

    private static double Round(UInt128 significand, int exponent)
    {
        int shift = (int)UInt128.LeadingZeroCount(significand);
        significand <<= shift;
        exponent -= shift;
        int kept = DoubleFraction + 1;
        if (exponent < 1 - DoubleBias)
        {
            kept -= 1 - DoubleBias - exponent;
        }

        if (kept < 0)
        {
            return 0;
        }

        // kept = 0 still rounds: more than half of the smallest number becomes the smallest number.
        UInt128 mantissa = kept == 0 ? 0 : significand >> (128 - kept);
        UInt128 rest = significand << kept;
        UInt128 half = (UInt128)ExtendedInteger << 64;
        if (rest > half || (rest == half && (mantissa & 1) != 0))
        {
            mantissa++;
        }

        // mantissa is at most 2^53: exact in a double, and scaling by a power of two is exact here.
        return Math.ScaleB((double)(ulong)mantissa, exponent - (kept - 1));
    }

    private static (ushort Head, UInt128 Significand) Decompose(double value)
    {
        ulong bits = BitConverter.DoubleToUInt64Bits(value);
        int sign = bits >> 63 != 0 ? 0x8000 : 0;
        int exponent = (int)(bits >> DoubleFraction) & 0x7FF;
        ulong fraction = bits << 12;
        if (exponent == 0x7FF)
        {
            return ((ushort)(sign | WideExponentMask), (UInt128)(ExtendedInteger | (fraction >> 1)) << 64);
        }

        if (exponent == 0)
        {
            if (fraction == 0)
            {
                return ((ushort)sign, 0);
            }

            int shift = BitOperations.LeadingZeroCount(fraction);
            return ((ushort)(sign | (WideBias - DoubleBias - shift)), (UInt128)(fraction << shift) << 64);
        }

        return ((ushort)(sign | (exponent - DoubleBias + WideBias)), (UInt128)(ExtendedInteger | (fraction >> 1)) << 64);
    }
}
