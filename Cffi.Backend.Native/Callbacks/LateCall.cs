namespace Cffi.Backend.Native.Callbacks;

/// <summary>What C learns that calls a callback after its end: pooled ones and those of generated code are alike in it.</summary>
/// <param name="end">Why it must not.</param>
/// <param name="function">The C function whose call ended it; null for none.</param>
internal struct LateCall(CallbackEnd end, string? function)
{
    private int told;

    /// <summary>Whether nobody has been told: where nobody can catch the exception, one line says as much as one at each call.</summary>
    public bool IsNews() => Interlocked.Exchange(ref told, 1) == 0;

    /// <summary>The exception.</summary>
    /// <param name="callback">What it calls the callback.</param>
    public readonly CffiDisposedException Error(string callback) => CallbackErrors.Ended(callback, end, function);
}
