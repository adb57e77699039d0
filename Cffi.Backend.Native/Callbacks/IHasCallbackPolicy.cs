namespace Cffi.Backend.Native.Callbacks;

/// <summary>What has a policy for exceptions of its own.</summary>
internal interface IHasCallbackPolicy
{
    /// <summary>What becomes of exceptions; read anew at each.</summary>
    CallbackPolicy Policy { get; }
}
