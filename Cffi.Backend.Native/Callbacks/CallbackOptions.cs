namespace Cffi;

/// <summary>What a callback does when its body throws.</summary>
public sealed record CallbackOptions
{
    /// <summary>What C gets as the result; nothing stands for zero.</summary>
    public CValue ErrorValue { get; init; }

    /// <summary>
    /// Handles the exception in place of throwing it when the call into C returns; what it returns goes to C, nothing
    /// stands for <see cref="ErrorValue"/>.
    /// </summary>
    public Func<Exception, CValue>? OnError { get; init; }
}
