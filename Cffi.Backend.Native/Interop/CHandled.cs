using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace Cffi.Interop;

/// <summary>What a parameter takes whose pointer has a class of handles: a handle or a pointer.</summary>
/// <typeparam name="T">The type of the pointer.</typeparam>
/// <remarks>A handle is not released while the call runs, whoever disposes it.</remarks>
public readonly ref struct CHandled<T>
    where T : unmanaged
{
    private readonly CHandle? handle;
    private readonly nint pointer;

    /// <summary>What a handle keeps; for generated code.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public CHandled(CHandle handle)
    {
        CommonErrors.ThrowIfNull(handle);
        this.handle = handle;
    }

    /// <summary>A pointer; for generated code.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public CHandled(nint pointer) => this.pointer = pointer;

    /// <summary>The address as a key; for generated code.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public nint Address => handle?.DangerousGetHandle() ?? pointer;

    /// <summary>A pointer.</summary>
    public static implicit operator CHandled<T>(T pointer) => new(Unsafe.BitCast<T, nint>(pointer));

    /// <summary>Keeps the handle from being released until the result is disposed; for generated code.</summary>
    /// <exception cref="ObjectDisposedException">The handle has been released.</exception>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public CHeld Hold() => handle is null ? new CHeld(pointer) : new CHeld(handle);

    /// <summary>Gives the address to the function that releases it; for generated code.</summary>
    /// <exception cref="CffiDisposedException">The handle has been released.</exception>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public nint Take() => handle is null ? pointer : handle.Take();
}
