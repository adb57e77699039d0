namespace Cffi;

/// <summary>The behaviour of a callback when its body throws.</summary>
public sealed record CallbackOptions
{
    /// <summary>The result for C if the body throws; zero by default.</summary>
    public CValue ErrorValue { get; init; }

    /// <summary>
    /// Handles the exception, which is then not thrown when the call into C returns. C gets the returned value; an empty value
    /// means <see cref="ErrorValue"/>. An exception of this delegate is handled like one of the body. If the value does not
    /// fit the result, this is reported (<see cref="Ffi.UnhandledCallbackException"/>), and C gets <see cref="ErrorValue"/>.
    /// </summary>
    public Func<Exception, CValue>? OnError { get; init; }

    /// <summary>The policy for exceptions that <see cref="OnError"/> does not handle; null for <see cref="Ffi.OnException"/>.</summary>
    public CallbackPolicy? OnException { get; init; }
}
