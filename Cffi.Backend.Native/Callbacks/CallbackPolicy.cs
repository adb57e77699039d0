namespace Cffi;

/// <summary>What becomes of an exception that leaves a callback's body; see <see cref="Ffi.UnhandledCallbackException"/>.</summary>
public enum CallbackPolicy
{
    /// <summary>
    /// The first exception is thrown when the call into C returns. Until then the body runs as before whenever C calls,
    /// and later exceptions are kept with the first (<see cref="CallbackExceptions.LaterThan"/>).
    /// </summary>
    RunOn,

    /// <summary>
    /// The first exception is thrown when the call into C returns. Until then, from whichever callback it came, this body
    /// does not run again: C gets the error value.
    /// </summary>
    Stop,

    /// <summary>The exception is reported and not thrown.</summary>
    Report,
}
