using System.ComponentModel;
using System.Runtime.CompilerServices;
using Cffi.Backend.Native.Memory;
using Cffi.Backend.Native.Values;

namespace Cffi.Interop;

/// <summary>The arguments of a callback that the .NET runtime cannot receive, and its result.</summary>
/// <remarks>For generated code. Valid during the callback.</remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed unsafe class CRuntimeArguments
{
    private readonly CData[] values;
    private readonly NativeType resultType;

    internal CRuntimeArguments(CData[] values, NativeType resultType)
    {
        this.values = values;
        this.resultType = resultType;
    }

    /// <summary>The result; empty as long as none is set.</summary>
    internal CValue Result { get; private set; }

    /// <summary>An argument in its C representation.</summary>
    public T Value<T>(int index)
        where T : unmanaged
    {
        Unsafe.SkipInit(out T value);
        values[index].CopyTo(&value);
        return value;
    }

    /// <summary>An argument as a value.</summary>
    public CValue Any(int index) => values[index];

    /// <summary>Sets the result in its C representation.</summary>
    public void Return<T>(T value)
        where T : unmanaged
    {
        NativeBlock block = NativeBlock.Allocate(Math.Max(resultType.Size, sizeof(T)), resultType.Alignment);
        Unsafe.WriteUnaligned((void*)block.Address, value);
        Result = CData.Load(resultType, block.Address, block);
    }

    /// <summary>Sets the result.</summary>
    public void ReturnAny(CValue value) => Result = value;
}
