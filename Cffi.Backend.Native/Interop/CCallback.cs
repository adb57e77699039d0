using System.Runtime.CompilerServices;
using Cffi.Backend.Native;
using Cffi.Backend.Native.Callbacks;

namespace Cffi.Interop;

/// <summary>A C# method that C can call, kept until it is disposed.</summary>
/// <typeparam name="T">The type of the function pointer.</typeparam>
/// <remarks>
/// C may call from any thread, and for as long as it likes: the method is kept also where nothing in .NET refers to this.
/// What C calls after <see cref="Dispose"/> throws a <see cref="CffiDisposedException"/>, as any exception of a callback.
/// </remarks>
public sealed class CCallback<T> : IDisposable
    where T : unmanaged
{
    private readonly T pointer;
    private CEntry? entry;

    /// <summary>Keeps what stands behind a pointer; for generated code.</summary>
    /// <param name="entry">What C calls.</param>
    public CCallback(CEntry entry)
    {
        CommonErrors.ThrowIfNull(entry);
        pointer = Unsafe.BitCast<nint, T>(entry.Address);
        this.entry = entry;
    }

    /// <summary>What C calls.</summary>
    /// <exception cref="CffiDisposedException">It has been disposed.</exception>
    public T Pointer => entry is null ? throw UsageErrors.Disposed("a callback") : pointer;

    /// <summary>What C calls.</summary>
    /// <exception cref="CffiDisposedException">It has been disposed.</exception>
    public static implicit operator T(CCallback<T> callback)
    {
        CommonErrors.ThrowIfNull(callback);
        return callback.Pointer;
    }

    /// <summary>What becomes of exceptions that leave the method; null for what <see cref="CallbackExceptions.DefaultPolicy"/> says.</summary>
    /// <exception cref="CffiDisposedException">It has been disposed.</exception>
    public CallbackPolicy? OnException
    {
        get => Entry.OnException;
        set => Entry.OnException = value;
    }

    private CEntry Entry => entry ?? throw UsageErrors.Disposed("a callback");

    /// <summary>Lets go of the method: C must not call any more.</summary>
    public void Dispose() => Interlocked.Exchange(ref entry, null)?.Return(CallbackEnd.Disposed, null);
}
