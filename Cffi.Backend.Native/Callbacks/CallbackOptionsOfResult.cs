namespace Cffi;

/// <summary>The handling of exceptions in a callback of typed bindings.</summary>
/// <typeparam name="TResult">The result type of the callback.</typeparam>
public sealed record CallbackOptions<TResult>
{
    /// <summary>The result that C gets; zero by default.</summary>
    public TResult ErrorValue { get; init; } = default!;

    /// <summary>
    /// Handles the exception in place of throwing it when the call into C returns; what it returns goes to C. What it throws is
    /// dealt with as if the body had thrown it, and C gets <see cref="ErrorValue"/>.
    /// </summary>
    public Func<Exception, TResult>? OnError { get; init; }

    /// <summary>The policy for exceptions that <see cref="OnError"/> does not handle; null for <see cref="CallbackExceptions.DefaultPolicy"/>.</summary>
    public CallbackPolicy? OnException { get; init; }
}
