namespace Cffi.Backend.Native.Executors;

/// <summary>What precompiled calls have in common.</summary>
/// <remarks>
/// Each sets <c>errno</c>, makes the call, and reads <c>errno</c> in one method, so that no code of the runtime comes between them. It
/// is not inlined, so that only this method sets up the frame for the transition to C.
/// </remarks>
internal static class PrecompiledCalls
{
    /// <summary>The maximum number of stack words with a precompiled call that has one parameter for each.</summary>
    public const int ListedStackWords = 8;
}
