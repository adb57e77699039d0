using Cffi.Backend.Native.Threads;

namespace Cffi;

/// <summary>Exceptions that left the bodies of callbacks, in the run time and in typed bindings.</summary>
/// <remarks>Any thread.</remarks>
public static class CallbackExceptions
{
    private static volatile CallbackPolicy defaultPolicy;

    /// <summary>The policy of typed bindings, and of each <see cref="Ffi"/> that says nothing else.</summary>
    public static CallbackPolicy DefaultPolicy
    {
        get => defaultPolicy;
        set => defaultPolicy = value;
    }

    /// <summary>What callbacks threw after the exception that a call into C ended with, during the same call.</summary>
    /// <param name="first">The exception that was caught.</param>
    /// <returns>The first hundred of them, in their order; empty for none.</returns>
    public static IReadOnlyList<Exception> LaterThan(Exception first) => Find(first)?.Kept ?? [];

    /// <summary>How many exceptions came after it during the same call, also where not all are kept.</summary>
    /// <param name="first">The exception that was caught.</param>
    public static long CountLaterThan(Exception first) => Find(first)?.Count ?? 0;

    private static LaterExceptions? Find(Exception first)
    {
        CommonErrors.ThrowIfNull(first);
        return LaterExceptions.Of(first);
    }
}
