namespace Cffi.Backend.Native.Callbacks;

/// <summary>Handles calls from C after the end of a callback, for pooled callbacks and for those of generated code.</summary>
/// <param name="end">The reason why the callback has ended.</param>
/// <param name="function">The C function whose call ended the callback; null for none.</param>
internal struct LateCall(CallbackEnd end, string? function)
{
    private int reported;

    /// <summary>Whether no call has been reported yet. If nothing can catch the exception, one line is enough for all calls.</summary>
    public bool IsNews() => Interlocked.Exchange(ref reported, 1) == 0;

    /// <summary>The exception.</summary>
    /// <param name="callback">The name of the callback.</param>
    public readonly CffiDisposedException Error(string callback) => CallbackErrors.Ended(callback, end, function);
}
