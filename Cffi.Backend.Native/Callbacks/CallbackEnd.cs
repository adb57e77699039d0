namespace Cffi.Backend.Native.Callbacks;

/// <summary>The reasons why C must not call a callback any more.</summary>
internal enum CallbackEnd
{
    /// <summary>It was disposed.</summary>
    Disposed,

    /// <summary>Nothing in .NET refers to it.</summary>
    Collected,

    /// <summary>It was valid for one call, which has returned.</summary>
    CallReturned,

    /// <summary>C called the function that releases it.</summary>
    Released,
}
