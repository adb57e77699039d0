namespace Cffi.Backend.Native.Dynamic;

/// <summary>What <c>dynamic</c> code sees of C data: numbers as .NET numbers, the rest as it is.</summary>
internal static class DynamicValue
{
    public static object? Of(CData data) => data.AsValue().ToObject();
}
