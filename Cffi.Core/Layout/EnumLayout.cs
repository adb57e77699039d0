using System.Numerics;

namespace Cffi.Layout;

/// <summary>Chooses the integer type that an enumerated type is compatible with (C11 6.7.2.2p4).</summary>
internal static class EnumLayout
{
    /// <summary>The integer type of an enum on a target.</summary>
    /// <remarks>
    /// A fixed underlying type (C23 6.7.2.2) is taken as it is. Otherwise GCC takes <c>unsigned int</c>, or <c>int</c> if
    /// there are negative values, and the 64-bit type of that sign if the values don't fit; MSVC always takes <c>int</c>.
    /// </remarks>
    /// <exception cref="LayoutException">The enum is incomplete or partial, or no integer type holds its values.</exception>
    public static CPrimitiveType UnderlyingType(CEnumType type, Target target)
    {
        if (type.Actual is { } actual)
        {
            return UnderlyingType(actual, target);
        }

        switch (type.State)
        {
            case RecordState.Incomplete when type.FixedUnderlyingType is null:
                throw LayoutErrors.Incomplete(type);
            case RecordState.Opaque:
                throw LayoutErrors.Opaque(type);
            case RecordState.Partial when type.FixedUnderlyingType is null:
                throw LayoutErrors.Partial(type);
            case RecordState.Complete when type.FixedUnderlyingType is null && HasUnknownValue(type):
                throw LayoutErrors.Partial(type);
        }

        switch (type.FixedUnderlyingType?.Unqualified)
        {
            case null:
                return type.IsPacked && !target.UsesMicrosoftLayout ? Smallest(type, target) : CPrimitiveType.Of(target.UsesMicrosoftLayout ? CPrimitiveKind.Int : Choose(type, target));
            case CPrimitiveType { IsInteger: true } primitive:
                return primitive;
            case CEnumType other when !ReferenceEquals(other, type):
                return UnderlyingType(other, target);
            default:
                throw LayoutErrors.EnumUnderlying(type);
        }
    }

    private static bool HasUnknownValue(CEnumType type)
    {
        foreach (CEnumerator enumerator in type.Enumerators)
        {
            if (enumerator.IsPartial)
            {
                return true;
            }
        }

        return false;
    }

    // GNU packed: the first type that holds all values. Where MSVC's rules hold, clang takes the word for nothing.
    private static CPrimitiveType Smallest(CEnumType type, Target target)
    {
        BigInteger least = 0, greatest = 0;
        foreach (CEnumerator enumerator in type.Enumerators)
        {
            least = BigInteger.Min(least, enumerator.Value);
            greatest = BigInteger.Max(greatest, enumerator.Value);
        }

        bool isSigned = least.Sign < 0;
        (CPrimitiveKind Signed, CPrimitiveKind Unsigned, int Bits)[] small =
            [(CPrimitiveKind.SChar, CPrimitiveKind.UChar, 8), (CPrimitiveKind.Short, CPrimitiveKind.UShort, 16)];
        foreach ((CPrimitiveKind signed, CPrimitiveKind unsigned, int bits) in small)
        {
            BigInteger half = BigInteger.One << (bits - 1);
            if (isSigned ? least >= -half && greatest < half : greatest < half * 2)
            {
                return CPrimitiveType.Of(isSigned ? signed : unsigned);
            }
        }

        return CPrimitiveType.Of(Choose(type, target));
    }

    private static CPrimitiveKind Choose(CEnumType type, Target target)
    {
        BigInteger least = 0, greatest = 0;
        foreach (CEnumerator enumerator in type.Enumerators)
        {
            least = BigInteger.Min(least, enumerator.Value);
            greatest = BigInteger.Max(greatest, enumerator.Value);
        }

        bool isLong = target.LongSize == 8;
        if (least.Sign < 0)
        {
            return least >= int.MinValue && greatest <= int.MaxValue ? CPrimitiveKind.Int
                : least < long.MinValue || greatest > long.MaxValue ? throw LayoutErrors.EnumRange(type)
                : isLong ? CPrimitiveKind.Long : CPrimitiveKind.LongLong;
        }

        return greatest <= uint.MaxValue ? CPrimitiveKind.UInt
            : greatest > ulong.MaxValue ? throw LayoutErrors.EnumRange(type)
            : isLong ? CPrimitiveKind.ULong : CPrimitiveKind.ULongLong;
    }
}
