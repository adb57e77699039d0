using Cffi.Backend.Native;

namespace Cffi.Interop;

/// <summary>A C# method that C can call, kept until it is disposed.</summary>
/// <typeparam name="T">The type of the function pointer.</typeparam>
/// <remarks>
/// C may call from any thread. After <see cref="Dispose"/>, or when nothing refers to this any more, C must not call: keep
/// it for as long as C keeps the pointer.
/// </remarks>
public sealed class CCallback<T> : IDisposable
    where T : unmanaged
{
    private readonly T pointer;
    private object? native;

    /// <summary>Keeps what stands behind a pointer alive; for generated code.</summary>
    /// <param name="pointer">What C calls.</param>
    /// <param name="native">The delegate behind it, or something to dispose.</param>
    public CCallback(T pointer, object native)
    {
        this.pointer = pointer;
        this.native = native;
    }

    /// <summary>What C calls.</summary>
    /// <exception cref="CffiDisposedException">It has been disposed.</exception>
    public T Pointer => native is null ? throw UsageErrors.Disposed("a callback") : pointer;

    /// <summary>What C calls.</summary>
    /// <exception cref="CffiDisposedException">It has been disposed.</exception>
    public static implicit operator T(CCallback<T> callback)
    {
        UsageErrors.ThrowIfNull(callback);
        return callback.Pointer;
    }

    /// <summary>Lets go of the method: C must not call any more.</summary>
    public void Dispose()
    {
        object? last = Interlocked.Exchange(ref native, null);
        (last as IDisposable)?.Dispose();
    }
}
