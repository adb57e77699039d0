namespace Cffi;

/// <summary>What happens when the body of a callback throws; see <see cref="Ffi.UnhandledCallbackException"/>.</summary>
public enum CallbackPolicy
{
    /// <summary>
    /// The first exception is thrown when the call into C returns. Until then the body still runs whenever C calls,
    /// and later exceptions are kept with the first (<see cref="CallbackExceptions.LaterThan"/>).
    /// </summary>
    RunOn,

    /// <summary>
    /// The first exception is thrown when the call into C returns. Until then, whichever callback threw the exception, this body
    /// does not run again: C gets the error value.
    /// </summary>
    Stop,

    /// <summary>The exception is reported and not thrown.</summary>
    Report,
}
