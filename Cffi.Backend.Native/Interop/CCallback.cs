using System.Runtime.CompilerServices;
using Cffi.Backend.Native;
using Cffi.Backend.Native.Callbacks;

namespace Cffi.Interop;

/// <summary>A C# method that C can call until you dispose this object.</summary>
/// <typeparam name="T">The type of the function pointer.</typeparam>
/// <remarks>
/// C may call from any thread. The method is kept even if nothing in .NET refers to this object.
/// If C calls after <see cref="Dispose"/>, a <see cref="CffiDisposedException"/> is thrown like any exception of a callback.
/// </remarks>
public sealed class CCallback<T> : IDisposable
    where T : unmanaged
{
    private readonly T pointer;
    private CEntry? entry;

    /// <summary>Keeps the entry of a pointer; for generated code.</summary>
    /// <param name="entry">What C calls.</param>
    public CCallback(CEntry entry)
    {
        CommonErrors.ThrowIfNull(entry);
        pointer = Unsafe.BitCast<nint, T>(entry.Address);
        this.entry = entry;
    }

    /// <summary>The function pointer for C.</summary>
    /// <exception cref="CffiDisposedException">The callback is disposed.</exception>
    public T Pointer => entry is null ? throw UsageErrors.Disposed("a callback") : pointer;

    /// <summary>The function pointer for C.</summary>
    /// <exception cref="CffiDisposedException">The callback is disposed.</exception>
    public static implicit operator T(CCallback<T> callback)
    {
        CommonErrors.ThrowIfNull(callback);
        return callback.Pointer;
    }

    /// <summary>The policy for exceptions of the method; null for <see cref="CallbackExceptions.DefaultPolicy"/>.</summary>
    /// <exception cref="CffiDisposedException">The callback is disposed.</exception>
    public CallbackPolicy? OnException
    {
        get => Entry.OnException;
        set => Entry.OnException = value;
    }

    private CEntry Entry => entry ?? throw UsageErrors.Disposed("a callback");

    /// <summary>Releases the method. C must not call it any more.</summary>
    public void Dispose() => Interlocked.Exchange(ref entry, null)?.Return(CallbackEnd.Disposed, null);
}
