using System.Globalization;
using System.Numerics;
using Cffi.Parser.Literals;

namespace Cffi.Parser.Preprocessing;

/// <summary>The predefined macros for sizes, limits and the types behind library names, with GCC's names.</summary>
internal static class PredefinedTypes
{
    /// <summary>The value of <c>__SIZEOF_INT__</c>, <c>__INT_MAX__</c> and similar names; null for any other name.</summary>
    public static string? SizeOrLimit(string name, Target target)
    {
        if (Between(name, "__SIZEOF_", "__") is { } measured)
        {
            return KindOf(measured) is { } kind ? SizeOf(kind, target) : measured == "INT128" && target.Int128 is not null ? "16" : null;
        }

        if (Between(name, "__", "_WIDTH__") is { } counted && KindOf(counted) is { } wide)
        {
            return Number(IntegerTypes.Bits(CPrimitiveType.Of(wide), target));
        }

        if (Between(name, "__", "_MAX__") is { } most && KindOf(most) is { } limited && CPrimitiveType.Of(limited).IsInteger)
        {
            return Limit(IntegerTypes.Greatest(CPrimitiveType.Of(limited), target), limited, target);
        }

        return name switch
        {
            "__WCHAR_MIN__" => target.IsWCharSigned ? "(-__WCHAR_MAX__ - 1)" : Limit(BigInteger.Zero, CPrimitiveKind.WChar, target),
            "__SIZEOF_POINTER__" => Number(target.PointerSize),
            _ => null,
        };
    }

    /// <summary>The type that <c>__SIZE_TYPE__</c> and similar names denote; null for any other name.</summary>
    public static string? TypeOf(string name, Target target) => Between(name, "__", "_TYPE__") is { } type && KindOf(type) is { } kind
        ? CPrimitiveType.Of(IntegerTypes.Canonical(CPrimitiveType.Of(kind), target)).Name
        : null;

    private static CPrimitiveKind? KindOf(string word) => word switch
    {
        "SCHAR" => CPrimitiveKind.SChar,
        "SHRT" or "SHORT" => CPrimitiveKind.Short,
        "INT" => CPrimitiveKind.Int,
        "LONG" => CPrimitiveKind.Long,
        "LONG_LONG" => CPrimitiveKind.LongLong,
        "FLOAT" => CPrimitiveKind.Float,
        "DOUBLE" => CPrimitiveKind.Double,
        "LONG_DOUBLE" => CPrimitiveKind.LongDouble,
        "SIZE" or "SIZE_T" => CPrimitiveKind.Size,
        "PTRDIFF" or "PTRDIFF_T" => CPrimitiveKind.PtrDiff,
        "WCHAR" or "WCHAR_T" => CPrimitiveKind.WChar,
        "WINT" or "WINT_T" => CPrimitiveKind.UInt,
        "POINTER" => CPrimitiveKind.UIntPtr,
        "INTPTR" => CPrimitiveKind.IntPtr,
        "UINTPTR" => CPrimitiveKind.UIntPtr,
        "INTMAX" => CPrimitiveKind.IntMax,
        "UINTMAX" => CPrimitiveKind.UIntMax,
        "INT8" or "INT_LEAST8" or "INT_FAST8" => CPrimitiveKind.Int8,
        "UINT8" or "UINT_LEAST8" or "UINT_FAST8" => CPrimitiveKind.UInt8,
        "INT16" or "INT_LEAST16" => CPrimitiveKind.Int16,
        "UINT16" or "UINT_LEAST16" or "CHAR16" => CPrimitiveKind.UInt16,
        "INT32" or "INT_LEAST32" => CPrimitiveKind.Int32,
        "UINT32" or "UINT_LEAST32" or "CHAR32" => CPrimitiveKind.UInt32,
        "INT64" or "INT_LEAST64" or "INT_FAST64" => CPrimitiveKind.Int64,
        "UINT64" or "UINT_LEAST64" or "UINT_FAST64" => CPrimitiveKind.UInt64,
        "INT_FAST16" => CPrimitiveKind.IntFast16,
        "UINT_FAST16" => CPrimitiveKind.UIntFast16,
        "INT_FAST32" => CPrimitiveKind.IntFast32,
        "UINT_FAST32" => CPrimitiveKind.UIntFast32,
        _ => null,
    };

    private static string SizeOf(CPrimitiveKind kind, Target target) => Number((int)PrimitiveLayout.Of(CPrimitiveType.Of(kind), target).Size);

    private static string Limit(BigInteger value, CPrimitiveKind kind, Target target)
    {
        string suffix = IntegerTypes.Canonical(CPrimitiveType.Of(kind), target) switch
        {
            CPrimitiveKind.UInt => "U",
            CPrimitiveKind.Long => "L",
            CPrimitiveKind.ULong => "UL",
            CPrimitiveKind.LongLong => "LL",
            CPrimitiveKind.ULongLong => "ULL",
            _ => "",
        };
        return value.ToString(CultureInfo.InvariantCulture) + suffix;
    }

    private static string? Between(string name, string before, string after) =>
        name.Length > before.Length + after.Length && name.StartsWith(before, StringComparison.Ordinal) && name.EndsWith(after, StringComparison.Ordinal)
            ? name.Substring(before.Length, name.Length - before.Length - after.Length)
            : null;

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);
}
