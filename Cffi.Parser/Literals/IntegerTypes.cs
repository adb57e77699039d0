using System.Numerics;

namespace Cffi.Parser.Literals;

/// <summary>The integer types of a target in arithmetic: promotions, conversions and ranges (C11 6.3.1).</summary>
internal static class IntegerTypes
{
    /// <summary>The type of C that a library name of an integer type (<c>size_t</c>) means.</summary>
    public static CPrimitiveKind Canonical(CPrimitiveType type, Target target)
    {
        if (!type.IsLibraryName)
        {
            return type.Primitive == CPrimitiveKind.Char
                ? target.IsCharSigned ? CPrimitiveKind.SChar : CPrimitiveKind.UChar
                : type.Primitive;
        }

        bool isSigned = PrimitiveLayout.IsSigned(type, target);
        return PrimitiveLayout.Of(type, target).Size switch
        {
            1 => isSigned ? CPrimitiveKind.SChar : CPrimitiveKind.UChar,
            2 => isSigned ? CPrimitiveKind.Short : CPrimitiveKind.UShort,
            4 when IsLong(type.Primitive, target) => CPrimitiveKind.Long,
            4 => isSigned ? CPrimitiveKind.Int : CPrimitiveKind.UInt,
            _ when target.LongSize == 8 => isSigned ? CPrimitiveKind.Long : CPrimitiveKind.ULong,
            _ => isSigned ? CPrimitiveKind.LongLong : CPrimitiveKind.ULongLong,
        };
    }

    /// <summary>The integer promotions (C11 6.3.1.1p2).</summary>
    public static CPrimitiveType Promote(CPrimitiveType type, Target target)
    {
        CPrimitiveKind kind = Canonical(type, target);
        return CPrimitiveType.Of(kind < CPrimitiveKind.Int ? CPrimitiveKind.Int : kind);
    }

    /// <summary>The usual arithmetic conversions of two promoted integer types (C11 6.3.1.8).</summary>
    public static CPrimitiveType Common(CPrimitiveType left, CPrimitiveType right, Target target)
    {
        CPrimitiveType greater = left.Primitive >= right.Primitive ? left : right;
        CPrimitiveType lesser = left.Primitive >= right.Primitive ? right : left;

        // From int on, the kinds alternate between signed and unsigned, in the order of their ranks.
        if (IsUnsigned(greater.Primitive) || !IsUnsigned(lesser.Primitive)
            || Bits(greater, target) > Bits(lesser, target))
        {
            return greater;
        }

        return CPrimitiveType.Of(greater.Primitive + 1);
    }

    /// <summary>The usual arithmetic conversions of any two real types (C11 6.3.1.8).</summary>
    public static CPrimitiveType CommonOfNumbers(CPrimitiveType left, CPrimitiveType right, Target target)
    {
        if (left.IsFloating || right.IsFloating)
        {
            return !right.IsFloating || (left.IsFloating && left.Primitive >= right.Primitive) ? left : right;
        }

        return Common(Promote(left, target), Promote(right, target), target);
    }

    /// <summary>The number of bits of a value of an integer type; for <c>__int128</c> even if the target does not have it.</summary>
    public static int Bits(CPrimitiveType type, Target target) => type.Primitive switch
    {
        CPrimitiveKind.Bool => 1,
        CPrimitiveKind.Int128 or CPrimitiveKind.UInt128 => 128,
        _ => checked((int)PrimitiveLayout.Of(type, target).Size * 8),
    };

    public static BigInteger Least(CPrimitiveType type, Target target) =>
        PrimitiveLayout.IsSigned(type, target) ? -(BigInteger.One << (Bits(type, target) - 1)) : BigInteger.Zero;

    public static BigInteger Greatest(CPrimitiveType type, Target target) =>
        (BigInteger.One << (Bits(type, target) - (PrimitiveLayout.IsSigned(type, target) ? 1 : 0))) - 1;

    public static bool Fits(BigInteger value, CPrimitiveType type, Target target) =>
        value >= Least(type, target) && value <= Greatest(type, target);

    /// <summary>The value converted to an integer type: modulo a power of two, or, for <c>_Bool</c>, whether it is not 0 (C11 6.3.1.2, 6.3.1.3).</summary>
    public static BigInteger Wrap(BigInteger value, CPrimitiveType type, Target target)
    {
        if (type.Primitive == CPrimitiveKind.Bool)
        {
            return value.IsZero ? BigInteger.Zero : BigInteger.One;
        }

        if (Fits(value, type, target))
        {
            return value;
        }

        BigInteger modulus = BigInteger.One << Bits(type, target);
        BigInteger rest = BigInteger.Remainder(value, modulus);
        rest = rest.Sign < 0 ? rest + modulus : rest;
        return rest > Greatest(type, target) ? rest - modulus : rest;
    }

    /// <summary>The type of an enumeration constant: <c>int</c>, or, as an extension of GCC, the first larger type that holds it.</summary>
    public static CPrimitiveType OfEnumerator(BigInteger value, Target target)
    {
        foreach (CPrimitiveKind kind in (CPrimitiveKind[])[CPrimitiveKind.Int, CPrimitiveKind.UInt, CPrimitiveKind.Long, CPrimitiveKind.ULong, CPrimitiveKind.LongLong])
        {
            if (Fits(value, CPrimitiveType.Of(kind), target))
            {
                return CPrimitiveType.Of(kind);
            }
        }

        return CPrimitiveType.Of(CPrimitiveKind.ULongLong);
    }

    // If long has 32 bits, a few types of the library are still long; wchar_t only for GCC.
    private static bool IsLong(CPrimitiveKind kind, Target target) =>
        target.LongSize == 4 && (kind is CPrimitiveKind.Time or CPrimitiveKind.Off || (kind == CPrimitiveKind.WChar && target.IsGlibc));

    private static bool IsUnsigned(CPrimitiveKind kind) =>
        kind is CPrimitiveKind.UInt or CPrimitiveKind.ULong or CPrimitiveKind.ULongLong or CPrimitiveKind.UInt128;
}
