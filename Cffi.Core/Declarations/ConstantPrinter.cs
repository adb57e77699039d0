using System.Globalization;
using System.Numerics;
using System.Text;

namespace Cffi.Declarations;

/// <summary>Prints values as C.</summary>
internal static class ConstantPrinter
{
    /// <summary>The expression for a value.</summary>
    public static string Print(CConstant value)
    {
        if (value.StringBytes is { } bytes)
        {
            return String((CArrayType)value.Type, bytes);
        }

        return value.Type.Unqualified switch
        {
            CPrimitiveType { IsFloating: true } => Floating(value.Floating),
            CPointerType pointer => $"({pointer.CName}){Integer(value.Integer)}",
            _ => Integer(value.Integer),
        };
    }

    /// <summary>An integer; the least one has no literal of its own.</summary>
    public static string Integer(BigInteger value) => value == long.MinValue
        ? "(-9223372036854775807 - 1)"
        : value.ToString(CultureInfo.InvariantCulture) + (value > long.MaxValue ? "u" : "");

    private static string Floating(double value)
    {
        if (double.IsNaN(value))
        {
            return "(0.0 / 0.0)";
        }

        if (double.IsInfinity(value))
        {
            return value > 0 ? "(1.0 / 0.0)" : "(-1.0 / 0.0)";
        }

        string text = value.ToString("R", CultureInfo.InvariantCulture);
        return text.IndexOfAny(['.', 'E', 'e']) < 0 ? text + ".0" : text;
    }

    // Every literal ends after an escape sequence, so that what follows is no part of it.
    private static string String(CArrayType type, IReadOnlyList<byte> bytes)
    {
        var element = (CPrimitiveType)type.Item.Unqualified;
        string prefix = element.Primitive switch { CPrimitiveKind.WChar => "L", CPrimitiveKind.Char16 => "u", CPrimitiveKind.Char32 => "U", _ => "" };
        int units = (int)type.Length.Count - 1;
        int size = units == 0 ? 1 : bytes.Count / units;
        var text = new StringBuilder(prefix).Append('"');
        for (int i = 0; i < bytes.Count; i += size)
        {
            uint unit = 0;
            for (int j = 0; j < size; j++)
            {
                unit |= (uint)bytes[i + j] << (8 * j);
            }

            if (unit is >= ' ' and < 127 and not '"' and not '\\' and not '?')
            {
                text.Append((char)unit);
            }
            else
            {
                text.Append("\\x").Append(unit.ToString("x", CultureInfo.InvariantCulture)).Append('"').Append(' ').Append(prefix).Append('"');
            }
        }

        return text.Append('"').ToString();
    }
}
