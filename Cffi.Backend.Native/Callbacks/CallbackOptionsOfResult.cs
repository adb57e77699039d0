namespace Cffi;

/// <summary>What a callback of typed bindings does when its body throws.</summary>
/// <typeparam name="TResult">What the callback returns.</typeparam>
public sealed record CallbackOptions<TResult>
{
    /// <summary>What C gets as the result; zero by default.</summary>
    public TResult ErrorValue { get; init; } = default!;

    /// <summary>
    /// Handles the exception in place of throwing it when the call into C returns; what it returns goes to C. What it throws is
    /// dealt with as if the body had thrown it, and C gets <see cref="ErrorValue"/>.
    /// </summary>
    public Func<Exception, TResult>? OnError { get; init; }

    /// <summary>What becomes of exceptions that <see cref="OnError"/> does not handle; null for <see cref="CallbackExceptions.DefaultPolicy"/>.</summary>
    public CallbackPolicy? OnException { get; init; }
}
