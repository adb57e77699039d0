using Cffi.Backend.Native.Values;

namespace Cffi.Backend.Native.Conversion;

/// <summary>Formats C data as text.</summary>
internal static class CDataText
{
    public static string Describe(CData data)
    {
        if (data.HasDeferredValue)
        {
            return data.DeferredValue.ToString();
        }

        // A debugger calls this too, so it must not throw.
        if (data.IsUnreadable)
        {
            return $"<cdata '{data.Type.CName}' freed>";
        }

        if (data.IsScalar)
        {
            return data.Type.Unqualified is CEnumType @enum
                ? EnumText.Format(@enum, ValueConversion.ToBigInteger(data.ReadScalar(), "text"))
                : data.ReadScalar().ToString();
        }

        if (ShownText.Of(data) is { } text)
        {
            return text;
        }

        string address = data.IsNull ? "NULL" : $"0x{data.Address:x}";
        string owned = data.Owner is { Size: < long.MaxValue } memory && memory.Address == data.Address ? $" owning {memory.Size} bytes" : "";
        string view = data.NativeType.Representation == Representation.Record ? " &" : "";
        return $"<cdata '{data.Type.CName}{view}' {address}{owned}>";
    }
}
