using System.ComponentModel;
using System.Runtime.CompilerServices;
using Cffi.Backend.Native.Conversion;
using Cffi.Backend.Native.Memory;
using Cffi.Backend.Native.Threads;
using Cffi.Backend.Native.Values;

namespace Cffi.Interop;

/// <summary>A call that the .NET runtime cannot make. It passes values in their C representation according to the call plan.</summary>
/// <remarks>For generated code. Used by one thread, for one call.</remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed unsafe class CRuntimeCall : IDisposable
{
    private readonly CFunction function;
    private readonly int errnoBefore;
    private readonly List<nint> pointers = [];
    private readonly List<NativeBlock> blocks = [];
    private CValue variadicResult;
    private NativeBlock? result;

    /// <summary>Begins a call.</summary>
    /// <param name="function">The function.</param>
    /// <param name="clearsErrno">Whether to set <c>errno</c> to 0 before the call. If false, it keeps its current value, as in direct calls.</param>
    public CRuntimeCall(CFunction function, bool clearsErrno = false)
    {
        CommonErrors.ThrowIfNull(function);
        this.function = function;

        // The address is that of the thread's own variable, which lives as long as the thread.
        errnoBefore = clearsErrno ? 0 : *CallContext.Current.ErrnoAddress;
    }

    /// <summary>The value of <c>errno</c> after the call.</summary>
    public int Errno { get; private set; }

    /// <summary>Passes the next argument.</summary>
    /// <param name="value">Its bytes, which must not move until the call has returned.</param>
    public void Pass(void* value) => pointers.Add((nint)value);

    /// <summary>Converts and passes the next argument.</summary>
    /// <exception cref="CffiTypeException">The value cannot be converted to the parameter's type.</exception>
    public void Pass(CValue value)
    {
        var type = NativeType.Of(function.Type.Parameters[pointers.Count]);
        NativeBlock block = NativeBlock.Allocate(type.Size, type.Alignment);
        blocks.Add(block);
        Initializer.Assign(type, value, (byte*)block.Address);
        pointers.Add(block.Address);
    }

    /// <summary>Makes the call.</summary>
    public void Run()
    {
        CallContext.Current.Errno = errnoBefore;
        if (function.Type.Result.Unqualified is not CVoidType)
        {
            var type = NativeType.Of(function.Type.Result);
            result = NativeBlock.Allocate(Math.Max(type.Size, 1), type.Alignment);
        }

        function.InvokeRaw(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(pointers), result?.Address ?? 0);
        Errno = CallContext.Current.Errno;
    }

    /// <summary>Makes the call of a variadic function.</summary>
    /// <param name="variadics">The variadic arguments.</param>
    public void Run(CVariadics variadics)
    {
        ReadOnlySpan<CValue> arguments = variadics.Arguments;
        CallContext.Current.Errno = errnoBefore;
        var all = new CValue[pointers.Count + arguments.Length];
        for (int i = 0; i < pointers.Count; i++)
        {
            all[i] = CData.Load(NativeType.Of(function.Type.Parameters[i]), pointers[i], null);
        }

        arguments.CopyTo(all.AsSpan(pointers.Count));
        variadicResult = function.Invoke(all);
        Errno = CallContext.Current.Errno;
    }

    /// <summary>The result in its C representation.</summary>
    public T Result<T>()
        where T : unmanaged
    {
        if (result is { } block)
        {
            return CPortable.Load<T>(ref *(byte*)block.Address);
        }

        Unsafe.SkipInit(out T value);
        Initializer.Assign(NativeType.Of(function.Type.Result), variadicResult, (byte*)&value);
        return value;
    }

    /// <summary>The result as a value.</summary>
    public CValue Result()
    {
        if (result is not { } block)
        {
            return variadicResult;
        }

        // The value may refer to the memory; in that case it owns the memory.
        result = null;
        return CData.Load(NativeType.Of(function.Type.Result), block.Address, block);
    }

    /// <summary>Frees the memory of the arguments and the result.</summary>
    public void Dispose()
    {
        foreach (NativeBlock block in blocks)
        {
            block.Dispose();
        }

        result?.Dispose();
    }
}
