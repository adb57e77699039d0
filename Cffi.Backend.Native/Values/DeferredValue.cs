namespace Cffi.Backend.Native.Values;

/// <summary>A .NET string, array or character inside a <see cref="CData"/>, before its assignment.</summary>
internal sealed class DeferredValue(CValue value)
{
    public CValue Value { get; } = value;
}
