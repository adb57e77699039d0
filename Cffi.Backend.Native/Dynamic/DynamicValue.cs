namespace Cffi.Backend.Native.Dynamic;

/// <summary>The objects that <c>dynamic</c> code gets for C data: numbers become .NET numbers, the rest stays data.</summary>
internal static class DynamicValue
{
    public static object? Of(CData data) => data.AsValue().ToObject();
}
