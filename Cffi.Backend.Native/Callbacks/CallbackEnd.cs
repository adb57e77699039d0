namespace Cffi.Backend.Native.Callbacks;

/// <summary>Why C must not call a callback any more.</summary>
internal enum CallbackEnd
{
    /// <summary>It was disposed.</summary>
    Disposed,

    /// <summary>Nothing in .NET refers to it.</summary>
    Collected,

    /// <summary>It was for one call, which has returned.</summary>
    CallReturned,

    /// <summary>A function of C was called that lets go of it.</summary>
    LetGo,
}
