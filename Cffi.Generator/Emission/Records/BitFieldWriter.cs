using System.Globalization;
using Cffi.Generator.Emission.Types;
using Cffi.Generator.Emission.Writing;

namespace Cffi.Generator.Emission.Records;

/// <summary>Writes bit-fields as properties.</summary>
internal static class BitFieldWriter
{
    private const int WidestInteger = 64;
    private const string Bits = $"{Namespaces.Interop}CBits.";

    /// <summary>Writes a property over the bytes that the bit-field shares.</summary>
    public static void Write(CSharpWriter writer, Slot slot, BitMember bits, string name, string field)
    {
        (string get, string set) = Accessors(bits, field, isBytes: !slot.Form.IsPlainField, slot.Form.Field);
        writer.Line($"public {bits.Form.Public} {name} {{ readonly get => {get}; set => {set}; }}");
    }

    /// <summary>The expression that reads a bit-field, and the one that sets it to <c>value</c>.</summary>
    /// <param name="bits">The bit-field.</param>
    /// <param name="field">The storage.</param>
    /// <param name="isBytes">Whether the storage is bytes, not an integer.</param>
    /// <param name="storageType">The integer type of the storage.</param>
    public static (string Get, string Set) Accessors(BitMember bits, string field, bool isBytes, string storageType)
    {
        string place = $"{bits.Bit.ToString(CultureInfo.InvariantCulture)}, {bits.Width.ToString(CultureInfo.InvariantCulture)}";
        bool isBool = bits.Form.Public == "bool";
        bool isWide = bits.Width > WidestInteger;
        string number = isWide ? (bits.IsSigned ? "global::System.Int128" : "global::System.UInt128") : bits.IsSigned ? "long" : "ulong";
        string kind = (bits.IsSigned ? "Signed" : "Unsigned") + (isWide ? "Wide" : "");
        string read = $"{Bits}{kind}({field}, {place})";
        string value = isBool ? "value ? 1UL : 0UL" : bits.Form.Public == number ? "value" : Cast(number, bits);
        string get = isBool ? $"{read} != 0" : bits.Form.Public == number ? read : $"unchecked(({bits.Form.Public}){read})";
        string set = $"{Bits}Set{kind}({field}, {place}, {value})";
        return (get, isBytes ? set : $"{field} = unchecked(({storageType}){set})");
    }

    // A char is a byte in C#, and an enum an int, so C's own type checks the range.
    private static string Cast(string number, BitMember bits) => bits.Form.Public.StartsWith("n", StringComparison.Ordinal) || bits.Form.Room.Size > 8
        ? $"unchecked(({number})value)"
        : $"unchecked(({number})({ScalarForms.Integer(bits.Form.Room.Size, bits.IsSigned)})value)";
}
