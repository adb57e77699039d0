using System.Numerics;

namespace Cffi.Backend.Native.Conversion;

/// <summary>Enumerators by name and by value.</summary>
internal static class EnumText
{
    /// <summary>The value of an enumerator.</summary>
    /// <exception cref="CffiNameException">The enum has no such enumerator.</exception>
    public static BigInteger Parse(CEnumType type, string name) =>
        Known(type).FirstOrDefault(enumerator => enumerator.Name == name)?.Value
        ?? throw CommonErrors.Undeclared(name, $"enumerator of '{type.CName}'", Known(type).Select(static e => e.Name));

    /// <summary>The first enumerator with a value, or the number itself.</summary>
    public static string Format(CEnumType type, BigInteger value) =>
        Known(type).FirstOrDefault(enumerator => enumerator.Value == value)?.Name
        ?? value.ToString(System.Globalization.CultureInfo.InvariantCulture);

    private static IReadOnlyList<CEnumerator> Known(CEnumType type) => (type.Actual ?? type).Enumerators;
}
