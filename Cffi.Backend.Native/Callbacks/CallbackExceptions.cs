using Cffi.Backend.Native.Threads;

namespace Cffi;

/// <summary>Exceptions that the bodies of callbacks threw, in the run time and in typed bindings.</summary>
/// <remarks>Any thread.</remarks>
public static class CallbackExceptions
{
    private static volatile CallbackPolicy defaultPolicy;

    /// <summary>The policy of typed bindings, and of each <see cref="Ffi"/> without its own policy.</summary>
    public static CallbackPolicy DefaultPolicy
    {
        get => defaultPolicy;
        set => defaultPolicy = value;
    }

    /// <summary>The exceptions that callbacks threw during a call into C after the first one, with which the call ended.</summary>
    /// <param name="first">The exception that was caught.</param>
    /// <returns>The first hundred of them, in their order; empty for none.</returns>
    public static IReadOnlyList<Exception> LaterThan(Exception first) => Find(first)?.Kept ?? [];

    /// <summary>The number of later exceptions during the same call, including those that are not kept.</summary>
    /// <param name="first">The exception that was caught.</param>
    public static long CountLaterThan(Exception first) => Find(first)?.Count ?? 0;

    private static LaterExceptions? Find(Exception first)
    {
        CommonErrors.ThrowIfNull(first);
        return LaterExceptions.Of(first);
    }
}
