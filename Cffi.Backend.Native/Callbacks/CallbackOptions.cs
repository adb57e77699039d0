namespace Cffi;

/// <summary>What a callback does when its body throws.</summary>
public sealed record CallbackOptions
{
    /// <summary>What C gets as the result; nothing stands for zero.</summary>
    public CValue ErrorValue { get; init; }

    /// <summary>
    /// Handles the exception in place of throwing it when the call into C returns; what it returns goes to C, nothing
    /// stands for <see cref="ErrorValue"/>. What it throws is dealt with as if the body had thrown it; an answer that does not
    /// fit the result is reported (<see cref="Ffi.UnhandledCallbackException"/>), and C gets <see cref="ErrorValue"/>.
    /// </summary>
    public Func<Exception, CValue>? OnError { get; init; }

    /// <summary>What becomes of exceptions that <see cref="OnError"/> does not handle; null for what <see cref="Ffi.OnException"/> says.</summary>
    public CallbackPolicy? OnException { get; init; }
}
