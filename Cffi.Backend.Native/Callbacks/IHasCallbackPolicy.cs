namespace Cffi.Backend.Native.Callbacks;

/// <summary>An object with its own policy for exceptions.</summary>
internal interface IHasCallbackPolicy
{
    /// <summary>The policy for exceptions, which is read at each exception.</summary>
    CallbackPolicy Policy { get; }
}
