using System.Numerics;

namespace Cffi.Generator.Emission.Types;

/// <summary>The underlying type of an enum.</summary>
internal static class EnumValues
{
    /// <summary>The enumerators with their values; for a partial enum, those that the compiler gave.</summary>
    public static IReadOnlyList<CEnumerator> EnumeratorsOf(CEnumType type) => (type.Actual ?? type).Enumerators;

    /// <summary>The integer type on a target; null for an enum that is not complete.</summary>
    /// <remarks>
    /// If all values fit <c>int</c> and the type has its size, it is <c>int</c>: the bits are the same, and compilers
    /// differ in the signedness only.
    /// </remarks>
    public static CPrimitiveType? UnderlyingType(EnumBinding @enum, Target target)
    {
        if (@enum.Versions.On(target) is not { } type)
        {
            return null;
        }

        try
        {
            CPrimitiveType underlying = EnumLayout.UnderlyingType(type, target);
            return underlying.Primitive == CPrimitiveKind.UInt && FitInt(type) ? CPrimitiveType.Of(CPrimitiveKind.Int) : underlying;
        }
        catch (LayoutException)
        {
            return null;
        }
    }

    /// <summary>The C# type on a target, which must be valid for a C# enum; null if there is none.</summary>
    public static string? UnderlyingName(EnumBinding @enum, Target target) => UnderlyingType(@enum, target) is { } type && type.Primitive is not (CPrimitiveKind.Int128 or CPrimitiveKind.UInt128)
        ? ScalarForms.Integer(PrimitiveLayout.Of(type, target).Size, PrimitiveLayout.IsSigned(type, target))
        : null;

    /// <summary>A value as a constant of an integer type.</summary>
    public static string Literal(BigInteger value, string type)
    {
        string digits = value.ToString(System.Globalization.CultureInfo.InvariantCulture);
        return value == long.MinValue ? "long.MinValue" : type switch
        {
            "ulong" => digits + "UL",
            "long" => digits + "L",
            "uint" => digits + "U",
            _ => digits,
        };
    }

    private static bool FitInt(CEnumType type)
    {
        foreach (CEnumerator enumerator in EnumeratorsOf(type))
        {
            if (enumerator.Value < int.MinValue || enumerator.Value > int.MaxValue)
            {
                return false;
            }
        }

        return true;
    }
}
